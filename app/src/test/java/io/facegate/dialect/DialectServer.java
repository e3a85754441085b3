package io.facegate.dialect;

import io.facegate.access.AccessConfig;
import io.facegate.core.FaceService;
import io.facegate.face.FaceException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.ServiceLoader;

/** All dialects on a socket of this machine, and a client that sends bytes as they are. */
final class DialectServer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final WebServer server;

  /** What a server gave back. */
  record Reply(int status, String head, String body) {}

  DialectServer(FaceService faces, AccessConfig access, HttpLimits limits) {
    this(
        faces,
        new OpenGate(access),
        limits,
        (dialect, operation, outcome, took) -> {});
  }

  DialectServer(
      FaceService faces, Gatekeeper gate, HttpLimits limits, DialectMeter meter) {
    DialectHost host =
        new DialectHost(
            ServiceLoader.load(Dialect.class).stream().map(ServiceLoader.Provider::get).toList(),
            faces,
            gate,
            meter,
            limits);
    HttpRouting.Builder routing = HttpRouting.builder();
    host.mount(routing);
    routing.post("/guest", (asked, reply) -> host.serve(asked, reply, DialectServer::guest));
    routing.post(
        "/stranger",
        (asked, reply) -> host.serveStranger(asked, reply, (request, body) -> guest(body)));
    WebServerConfig.Builder builder =
        DialectHost.server().address(InetAddress.getLoopbackAddress()).port(0).routing(routing);
    host.guard(builder);
    server = builder.build().start();
  }

  /* Somebody who is no dialect, and takes bodies of up to 1000 bytes. */
  private static DialectHost.Reply guest(DialectHost.BodySource body) {
    try {
      return body.read(1000, bytes -> new DialectHost.Reply(200, String.valueOf(bytes.length)));
    } catch (FaceException e) {
      return new DialectHost.Reply(400, e.failure().name());
    }
  }

  /** Limits that make waiting short. */
  static HttpLimits impatient() {
    return new HttpLimits(
        1 << 20,
        8 << 20,
        16,
        64,
        Duration.ofSeconds(4),
        Duration.ofMillis(1500),
        Duration.ofSeconds(8));
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** Sends text on a connection of its own and reads the reply to its end. */
  Reply send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  Reply send(byte[] bytes) throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
      return reply(socket.getInputStream());
    }
  }

  Reply post(String target, String type, byte[] body) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(
        ("POST " + target + " HTTP/1.1\r\nHost: gate\r\nConnection: close\r\nContent-Type: " + type
                + "\r\nContent-Length: " + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    return send(request.toByteArray());
  }

  /** Reads a reply: its head, and as much body as it declares. */
  static Reply reply(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no reply, only: " + head);
      }
      head.append((char) next);
    }
    int length =
        head.toString()
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    byte[] body = in.readNBytes(length);
    return new Reply(
        Integer.parseInt(head.substring(9, 12)),
        head.toString(),
        new String(body, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop();
  }
}
