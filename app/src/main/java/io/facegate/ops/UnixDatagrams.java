package io.facegate.ops;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to a socket of this machine (unix(7)), which Java's own channels cannot. Any
 * number of threads may use it.
 */
final class UnixDatagrams implements AutoCloseable {
  /* sun_path holds 108 bytes; one is the end of a path, or the mark of an abstract name. */
  private static final int NAME_BYTES_MAX = 107;

  private final CLibrary library;
  private final byte[] address;
  private final int socket;
  private boolean closed;

  /**
   * Opens a socket; nobody needs to listen yet.
   *
   * @param name an absolute path, or {@code @} and an abstract name
   * @throws IOException when the name is neither or too long, or no socket can be had
   */
  UnixDatagrams(CLibrary library, String name) throws IOException {
    this.library = library;
    this.address = address(name);
    try {
      socket = library.socket(CLibrary.AF_UNIX, CLibrary.SOCK_DGRAM | CLibrary.SOCK_CLOEXEC, 0);
    } catch (LastErrorException refused) {
      throw new IOException("no socket to be had", refused);
    }
  }

  /** The bytes of {@code struct sockaddr_un} that count. */
  static byte[] address(String name) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    boolean isAbstract = name.startsWith("@");
    if (!(isAbstract || name.startsWith("/")) || bytes.length < 2
        || bytes.length > NAME_BYTES_MAX) {
      throw new IOException("not the name of a local socket: " + name);
    }
    ByteBuffer address =
        ByteBuffer.allocate(Short.BYTES + bytes.length + (isAbstract ? 0 : 1))
            .order(ByteOrder.nativeOrder())
            .putShort((short) CLibrary.AF_UNIX)
            .put(bytes);
    if (isAbstract) {
      address.put(Short.BYTES, (byte) 0);
    }
    return address.array();
  }

  /**
   * Sends one datagram.
   *
   * @throws IOException when nobody listens, or it is too long
   */
  synchronized void send(byte[] bytes) throws IOException {
    /* The number of a closed socket may be that of another one by now. */
    if (closed) {
      throw new IOException("closed");
    }
    try {
      library.sendto(
          socket,
          bytes,
          new NativeLong(bytes.length),
          CLibrary.MSG_NOSIGNAL,
          address,
          address.length);
    } catch (LastErrorException refused) {
      throw new IOException("errno " + refused.getErrorCode(), refused);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      library.close(socket);
    }
  }
}
