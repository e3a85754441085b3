package io.facegate.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Sends requests as they are over one open connection, with little work of its own. */
final class RawClient implements AutoCloseable {
  private static final String MARK = "content-length: ";

  private final Socket socket;
  private final InputStream in;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
  }

  /** Sends a request, and gives back the body of the answer. */
  String ask(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int one = in.read();
      if (one < 0) {
        throw new EOFException("the server closed the connection");
      }
      head.append((char) one);
    }
    String text = head.toString().toLowerCase(Locale.ROOT);
    int at = text.indexOf(MARK) + MARK.length();
    int length = Integer.parseInt(text.substring(at, text.indexOf('\r', at)).strip());
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
