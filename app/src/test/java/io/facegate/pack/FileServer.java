package io.facegate.pack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Serves one file by plain HTTP, with ranges and tags, and misbehaves as it is told. */
final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile byte[] content;
  private volatile String tag = "\"one\"";
  private volatile int cutAfter = -1;
  private volatile int silentAfter = -1;
  private volatile int status;
  private volatile String location = "";
  private volatile boolean ranges = true;
  private volatile boolean stubborn;
  private volatile int extra;

  FileServer(byte[] content) throws IOException {
    this.content = content;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:%d/any/name.bin".formatted(server.getAddress().getPort());
  }

  /** What was asked, request by request: range and condition. */
  List<String> asked() {
    return asked;
  }

  /** Serves something else from now on. */
  void changeTo(byte[] other, String otherTag) {
    content = other;
    tag = otherTag;
  }

  /** Ends the connection of the next answer after some bytes. */
  void cutOnceAfter(int bytes) {
    cutAfter = bytes;
  }

  /** Says nothing more in the next answer after some bytes. */
  void fallSilentOnceAfter(int bytes) {
    silentAfter = bytes;
  }

  /** Answers the next request with a status, and where to go instead. */
  void sayOnce(int number, String otherPlace) {
    location = otherPlace;
    status = number;
  }

  /** Answers all requests with a status, and where to go instead. */
  void alwaysSay(int number, String otherPlace) {
    sayOnce(number, otherPlace);
    stubborn = true;
  }

  /** Knows no ranges. */
  void serveWholeOnly() {
    ranges = false;
  }

  /** Sends more bytes than it should, without saying how many. */
  void sendTooMuch(int bytes) {
    extra = bytes;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      String condition = exchange.getRequestHeaders().getFirst("If-Range");
      asked.add("%s %s".formatted(range, condition));
      if (status != 0) {
        int number = status;
        status = stubborn ? number : 0;
        if (!location.isEmpty()) {
          exchange.getResponseHeaders().set("Location", location);
        }
        exchange.sendResponseHeaders(number, -1);
        return;
      }
      if (!tag.isEmpty()) {
        exchange.getResponseHeaders().set("ETag", tag);
      }
      boolean part = ranges && range != null && (condition == null || condition.equals(tag));
      int from = part ? Integer.parseInt(range.replaceAll("[^0-9]", "")) : 0;
      if (part) {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range",
                "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
      }
      exchange.sendResponseHeaders(part ? 206 : 200, extra > 0 ? 0 : content.length - from);
      write(exchange.getResponseBody(), Arrays.copyOfRange(content, from, content.length));
    }
  }

  private void write(OutputStream out, byte[] bytes) throws IOException {
    int cut = cutAfter;
    int silent = silentAfter;
    cutAfter = -1;
    silentAfter = -1;
    int end = cut >= 0 ? cut : silent >= 0 ? silent : bytes.length;
    out.write(bytes, 0, Math.min(end, bytes.length));
    out.write(new byte[extra]);
    out.flush();
    if (silent >= 0) {
      try {
        Thread.sleep(20_000);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
    if (cut < 0) {
      out.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
