package io.facegate.core;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTP/1.1 GET to an address that was chosen beforehand (RFC 9112).
 *
 * <p>Written on sockets, since the JDK's client resolves names itself. Every read is under what is
 * left of the deadline; headers and body are under limits of size.
 */
final class PinnedHttpGet {
  private static final int HEADER_BYTES_MAX = 16 << 10;
  private static final int CHUNK_BYTES = 16 << 10;

  private final URI target;
  private final String host;
  private final InetAddress address;
  private final int bytesMax;
  private final long deadlineNanos;
  private int headerBytesLeft = HEADER_BYTES_MAX;

  /**
   * What came back.
   *
   * @param location where a redirect leads; empty when it is none
   * @param body empty unless the status is 200
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Response(int status, String location, byte[] body) {}

  PinnedHttpGet(URI target, String host, InetAddress address, int bytesMax, long deadlineNanos) {
    this.target = target;
    this.host = host;
    this.address = address;
    this.bytesMax = bytesMax;
    this.deadlineNanos = deadlineNanos;
  }

  Response run() throws IOException {
    boolean secure = "https".equalsIgnoreCase(target.getScheme());
    int port = target.getPort() >= 0 ? target.getPort() : secure ? 443 : 80;
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address, port), millisLeft());
      plain.setSoTimeout(millisLeft());
      /* Time-outs are of single reads, and TLS takes many for what looks like one. */
      Thread guard =
          Thread.ofVirtual().name("download-deadline").start(() -> closeAtDeadline(plain));
      try {
        return exchange(secure, plain, port);
      } finally {
        guard.interrupt();
      }
    }
  }

  private void closeAtDeadline(Socket plain) {
    try {
      TimeUnit.NANOSECONDS.sleep(deadlineNanos - System.nanoTime());
      plain.close();
    } catch (InterruptedException | IOException done) {
      Thread.currentThread().interrupt();
    }
  }

  private Response exchange(boolean secure, Socket plain, int port) throws IOException {
    if (!secure) {
      return exchange(plain);
    }
    try (SSLSocket encrypted = encrypted(plain, port)) {
      return exchange(encrypted);
    }
  }

  private SSLSocket encrypted(Socket plain, int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket encrypted = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.setSoTimeout(millisLeft());
    encrypted.startHandshake();
    return encrypted;
  }

  private Response exchange(Socket socket) throws IOException {
    socket.getOutputStream().write(request().getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    InputStream in = new BufferedInputStream(new DeadlineStream(socket));
    int status = status(line(in));
    Map<String, String> headers = headers(in);
    if (status == 200) {
      return new Response(status, "", body(in, headers));
    }
    String location = status >= 300 && status < 400 ? headers.getOrDefault("location", "") : "";
    return new Response(status, location, new byte[0]);
  }

  private String request() {
    String path = target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : "";
    String rest = target.getRawPath() == null ? "" : target.getRawPath();
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    String port = target.getPort() >= 0 ? ":" + target.getPort() : "";
    return "GET " + path + rest + query + " HTTP/1.1\r\nHost: " + target.getHost() + port
        + "\r\nUser-Agent: facegate\r\nAccept: image/*\r\nAccept-Encoding: identity\r\n"
        + "Connection: close\r\n\r\n";
  }

  private static int status(String line) throws IOException {
    if (line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
      return Integer.parseInt(line.substring(9, 12));
    }
    throw new IOException("no HTTP answer");
  }

  private Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String length = headers.get("content-length");
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      for (long size = chunkSize(line(in)); size > 0; size = chunkSize(line(in))) {
        copy(in, body, size);
        line(in);
      }
    } else if (length != null) {
      copy(in, body, number(length, 10));
    } else {
      copyToEnd(in, body);
    }
    return body.toByteArray();
  }

  private void copy(InputStream in, ByteArrayOutputStream body, long size) throws IOException {
    refuseOver(body.size() + size);
    for (long left = size; left > 0; ) {
      byte[] read = in.readNBytes((int) Math.min(CHUNK_BYTES, left));
      if (read.length == 0) {
        throw new EOFException("the answer is cut off");
      }
      body.write(read, 0, read.length);
      left -= read.length;
    }
  }

  private void copyToEnd(InputStream in, ByteArrayOutputStream body) throws IOException {
    for (byte[] read = in.readNBytes(CHUNK_BYTES);
        read.length > 0;
        read = in.readNBytes(CHUNK_BYTES)) {
      refuseOver((long) body.size() + read.length);
      body.write(read, 0, read.length);
    }
  }

  private void refuseOver(long size) {
    if (size > bytesMax) {
      throw new FaceException(FaceFailure.IMAGE_TOO_LARGE, "download");
    }
  }

  private static long chunkSize(String line) throws IOException {
    return number(line.replaceFirst(";.*", ""), 16);
  }

  private static long number(String text, int radix) throws IOException {
    try {
      long number = Long.parseLong(text.strip(), radix);
      if (number >= 0 && number <= Integer.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException malformed) {
      throw new IOException("a length is no number", malformed);
    }
    throw new IOException("a length is out of range");
  }

  private String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the answer is cut off");
      }
      if (--headerBytesLeft < 0) {
        throw new IOException("the headers are too long");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private int millisLeft() throws SocketTimeoutException {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    if (millis <= 0) {
      throw new SocketTimeoutException("took too long");
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  /** Reads from a socket, each time under what is left of the deadline. */
  private final class DeadlineStream extends InputStream {
    private final Socket socket;
    private final InputStream in;

    DeadlineStream(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      socket.setSoTimeout(millisLeft());
      return in.read(buffer, offset, length);
    }
  }
}
