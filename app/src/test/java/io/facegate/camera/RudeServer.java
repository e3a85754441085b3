package io.facegate.camera;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A camera's web server that behaves as badly as a test wants, on a real socket. */
final class RudeServer implements AutoCloseable {
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger requests = new AtomicInteger();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ServerSocket server;

  /** What happens on one connection. */
  interface Manners {
    void serve(Talk talk) throws IOException, InterruptedException;
  }

  RudeServer(Manners manners) throws IOException {
    this(ServerSocketFactory.getDefault(), manners);
  }

  RudeServer(ServerSocketFactory factory, Manners manners) throws IOException {
    server = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(manners));
  }

  /** A server that answers each request by itself, and keeps connections. */
  static RudeServer answering(Answers answers) throws IOException {
    return new RudeServer(
        talk -> {
          for (var request = talk.hear(); request.isPresent(); request = talk.hear()) {
            answers.answer(talk, request.get());
          }
        });
  }

  /** What happens on one request. */
  interface Answers {
    void answer(Talk talk, Map<String, String> request) throws IOException, InterruptedException;
  }

  private void accept(Manners manners) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        int number = connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(manners, socket, number));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Manners manners, Socket socket, int number) {
    try (socket) {
      manners.serve(new Talk(socket, number));
    } catch (IOException e) {
      /* The client has gone, which is its right. */
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  URI address(String scheme, String path) {
    return URI.create(scheme + "://localhost:" + server.getLocalPort() + path);
  }

  URI address() {
    return address("http", "/picture?channel=1");
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** One connection, from the server's side. */
  final class Talk {
    final int number;
    private final BufferedReader input;
    private final OutputStream output;

    Talk(Socket socket, int number) throws IOException {
      this.number = number;
      this.input =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      this.output = socket.getOutputStream();
    }

    /** The next request's headers by name; its first line is under the empty name. */
    Optional<Map<String, String>> hear() throws IOException {
      Map<String, String> request = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      String line = input.readLine();
      if (line == null) {
        return Optional.empty();
      }
      requests.incrementAndGet();
      request.put("", line);
      for (line = input.readLine(); line != null && !line.isEmpty(); line = input.readLine()) {
        int colon = line.indexOf(':');
        request.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
      return Optional.of(request);
    }

    /** A whole answer. */
    void say(String status, byte[] body, String... headers) throws IOException {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
      for (String header : headers) {
        head.append(header).append("\r\n");
      }
      head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
      raw(head.toString());
      raw(body);
    }

    void raw(String text) throws IOException {
      raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void raw(byte[] bytes) throws IOException {
      output.write(bytes);
      output.flush();
    }

    /** Waits until the client goes away. */
    void hang() throws IOException {
      int heard = 0;
      while (heard >= 0) {
        heard = input.read();
      }
    }
  }
}
