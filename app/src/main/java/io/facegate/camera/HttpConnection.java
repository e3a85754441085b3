package io.facegate.camera;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP/1.1 connection to a camera, for one request at a time (RFC 9112).
 *
 * <p>Our own rather than a library's, because three things must be in our hands: a nonce belongs to
 * the connection it was given on; a whole answer has one deadline, however slowly it drips; and
 * what is too large is not read.
 */
final class HttpConnection implements AutoCloseable {
  private static final int LINE_BYTES_MAX = 8 << 10;
  private static final int HEADERS_MAX = 100;
  private static final int OTHER_BODY_BYTES_MAX = 64 << 10;
  private static final int BLOCK_BYTES = 16 << 10;

  private final Socket socket;
  private final DeadlineInput input;
  private final String host;

  /** Wraps a connected socket. */
  HttpConnection(Socket socket, URI address) throws IOException {
    this.socket = socket;
    this.input = new DeadlineInput(socket);
    this.host = address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
  }

  /**
   * Asks for something.
   *
   * @param target path and query
   * @param authorization the header's value
   * @param bytesMax of the body of a good answer; of another, not more than 64 KiB is read
   * @throws EOFException when the camera has closed the connection before it answered
   */
  HttpReply get(String target, Optional<String> authorization, Duration patience, int bytesMax)
      throws IOException {
    StringBuilder request = new StringBuilder();
    request.append("GET ").append(target).append(" HTTP/1.1\r\nHost: ").append(host);
    request.append("\r\nUser-Agent: facegate\r\nAccept: image/jpeg, image/*;q=0.8\r\n");
    authorization.ifPresent(
        value -> request.append("Authorization: ").append(value).append("\r\n"));
    request.append("\r\n");
    input.allow(patience);
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
    String[] status = statusLine();
    while (status[1].startsWith("1")) {
      headers();
      status = statusLine();
    }
    return reply(Integer.parseInt(status[1]), status[0], bytesMax);
  }

  private HttpReply reply(int status, String version, int bytesMax) throws IOException {
    Map<String, List<String>> headers = headers();
    String connection = joined(headers, "connection");
    boolean reusable =
        version.equals("HTTP/1.1") ? !connection.contains("close") : connection.contains("alive");
    boolean bodiless = status == 204 || status == 304;
    boolean good = status == 200;
    int limit = good ? bytesMax : OTHER_BODY_BYTES_MAX;
    try {
      byte[] body = bodiless ? new byte[0] : body(headers, limit);
      boolean delimited = bodiless || joined(headers, "transfer-encoding").contains("chunked")
          || headers.containsKey("content-length");
      return new HttpReply(status, headers, body, reusable && delimited);
    } catch (TooLargeException e) {
      if (good) {
        throw e;
      }
      return new HttpReply(status, headers, new byte[0], false);
    }
  }

  private String[] statusLine() throws IOException {
    String[] parts = line().split(" ", 3);
    if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-5]\\d\\d")) {
      throw new IOException("the answer is not HTTP");
    }
    return parts;
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (int count = 0; count <= HEADERS_MAX; count++) {
      String line = line();
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    throw new IOException("the answer has too many headers");
  }

  private static String joined(Map<String, List<String>> headers, String name) {
    return String.join(",", headers.getOrDefault(name, List.of())).toLowerCase(Locale.ROOT);
  }

  private byte[] body(Map<String, List<String>> headers, int bytesMax) throws IOException {
    if (joined(headers, "transfer-encoding").contains("chunked")) {
      return chunks(bytesMax);
    }
    List<String> lengths = headers.getOrDefault("content-length", List.of());
    if (lengths.isEmpty()) {
      return untilTheEnd(bytesMax);
    }
    if (!lengths.getFirst().matches("\\d{1,18}")) {
      throw new IOException("the answer's length is no number");
    }
    long length = Long.parseLong(lengths.getFirst());
    if (length > bytesMax) {
      throw new TooLargeException(bytesMax);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    copy((int) length, body);
    return body.toByteArray();
  }

  private byte[] chunks(int bytesMax) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line().split(";", 2)[0].strip();
      if (!size.matches("[0-9A-Fa-f]{1,8}")) {
        throw new IOException("a chunk's size is no number");
      }
      long length = Long.parseLong(size, 16);
      if (length == 0) {
        headers();
        return body.toByteArray();
      }
      if (body.size() + length > bytesMax) {
        throw new TooLargeException(bytesMax);
      }
      copy((int) length, body);
      if (!line().isEmpty()) {
        throw new IOException("a chunk is longer than its size");
      }
    }
  }

  private byte[] untilTheEnd(int bytesMax) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] block = new byte[BLOCK_BYTES];
    for (int read = input.read(block); read >= 0; read = input.read(block)) {
      if (body.size() + read > bytesMax) {
        throw new TooLargeException(bytesMax);
      }
      body.write(block, 0, read);
    }
    return body.toByteArray();
  }

  private void copy(int length, ByteArrayOutputStream target) throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    int left = length;
    while (left > 0) {
      int read = input.read(block, 0, Math.min(left, block.length));
      if (read < 0) {
        throw new IOException("the answer ends too early");
      }
      target.write(block, 0, read);
      left -= read;
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException("the camera has closed the connection");
      }
      if (line.size() == LINE_BYTES_MAX) {
        throw new IOException("the answer has too long a line");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  /** May be called by another thread, to end a read. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      /* A socket that does not even close is of no use to anybody. */
    }
  }

  /** A body is over its limit. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException(int bytesMax) {
      super("the picture has more than " + bytesMax + " bytes");
    }
  }

  private static final class DeadlineInput extends InputStream {
    private final Socket socket;
    private final InputStream source;
    private final byte[] buffer = new byte[BLOCK_BYTES];
    private int position;
    private int end;
    private long deadlineNanos;

    DeadlineInput(Socket socket) throws IOException {
      this.socket = socket;
      this.source = socket.getInputStream();
    }

    void allow(Duration patience) {
      deadlineNanos = System.nanoTime() + patience.toNanos();
    }

    @Override
    public int read() throws IOException {
      return fill() ? buffer[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, end - position);
      System.arraycopy(buffer, position, target, offset, count);
      position += count;
      return count;
    }

    private boolean fill() throws IOException {
      if (position < end) {
        return true;
      }
      long leftMs = Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
      if (leftMs <= 0) {
        throw new SocketTimeoutException("the camera does not answer in time");
      }
      socket.setSoTimeout((int) Math.min(leftMs, Integer.MAX_VALUE));
      position = 0;
      end = Math.max(0, source.read(buffer));
      return end > 0;
    }
  }
}
