package io.facegate.testing;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A real datagram socket of this machine, as the manager of services or the journal has one. */
public final class DatagramInbox implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int BYTES_MAX = 1 << 18;

  private final C c = Native.load("c", C.class);
  private final int socket;

  /** The C library. */
  public interface C extends Library {
    /** As socket(2). */
    int socket(int domain, int type, int protocol) throws LastErrorException;

    /** As bind(2). */
    int bind(int socket, byte[] address, int length) throws LastErrorException;

    /** As recv(2). */
    NativeLong recv(int socket, byte[] bytes, NativeLong length, int flags)
        throws LastErrorException;

    /** As close(2). */
    int close(int socket) throws LastErrorException;
  }

  /** Listens at a path, or at {@code @} and an abstract name. */
  public DatagramInbox(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer address =
        ByteBuffer.allocate(2 + bytes.length).order(ByteOrder.nativeOrder()).putShort((short) 1);
    address.put(bytes);
    if (name.startsWith("@")) {
      address.put(2, (byte) 0);
    }
    socket = c.socket(AF_UNIX, SOCK_DGRAM, 0);
    c.bind(socket, address.array(), address.capacity());
  }

  /** The next datagram, if one has come. */
  public Optional<byte[]> poll() {
    byte[] bytes = new byte[BYTES_MAX];
    try {
      NativeLong length = c.recv(socket, bytes, new NativeLong(bytes.length), MSG_DONTWAIT);
      return Optional.of(Arrays.copyOf(bytes, length.intValue()));
    } catch (LastErrorException nothing) {
      return Optional.empty();
    }
  }

  /** All datagrams that have come, as text. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (Optional<byte[]> one = poll(); one.isPresent(); one = poll()) {
      texts.add(new String(one.get(), StandardCharsets.UTF_8));
    }
    return texts;
  }

  @Override
  public void close() {
    c.close(socket);
  }
}
