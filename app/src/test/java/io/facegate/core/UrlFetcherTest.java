package io.facegate.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlFetcherTest {
  private static final UrlFetchConfig CONFIG =
      new UrlFetchConfig(1000, Duration.ofMillis(800), 2);

  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void bodiesOfAllForms() {
    serve("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef");
    assertFetches("abc");
    serve("HTTP/1.0 200 OK\r\n\r\nto the end");
    assertFetches("to the end");
    serve(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n"
            .concat("2\r\nde\r\n0\r\n\r\n"));
    assertFetches("abcde");
  }

  @Test
  void redirectIsFollowedAndCheckedAlike() {
    serve(
        "HTTP/1.1 302 Found\r\nLocation: /there?a=b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
    assertFetches("a");
    requests.poll();
    assertEquals("GET /there?a=b HTTP/1.1", requests.poll());
    serve("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:1/\r\n\r\n");
    assertFails(FaceFailure.IMAGE_DOWNLOAD_FAILED);
    String loop = "HTTP/1.1 302 Found\r\nLocation: /loop\r\n\r\n";
    serve(loop, loop, loop, loop);
    assertFails(FaceFailure.IMAGE_DOWNLOAD_FAILED);
  }

  @Test
  void tooMuchIsTooLarge() {
    serve("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n");
    assertFails(FaceFailure.IMAGE_TOO_LARGE);
    serve("HTTP/1.1 200 OK\r\n\r\n" + "a".repeat(1001));
    assertFails(FaceFailure.IMAGE_TOO_LARGE);
    serve("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + "a".repeat(1001));
    assertFails(FaceFailure.IMAGE_TOO_LARGE);
  }

  @Test
  void nonsenseFails() {
    for (String answer :
        List.of(
            "nonsense\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\n\r\n",
            "HTTP/1.1 302 Found\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n",
            "HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
            "")) {
      serve(answer);
      assertFails(FaceFailure.IMAGE_DOWNLOAD_FAILED);
    }
  }

  @Test
  void silenceEnds() {
    assertFails(FaceFailure.IMAGE_DOWNLOAD_FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://", "http:///a",
        "http://me:you@127.0.0.1/", "http://127.0.0.1:99999/", "//127.0.0.1/", "http://[::1/",
        "http://exa mple/", "http://127.0.0.2/", "http://2130706434/", "http://0/", "HTTP:127.0.0.1"
      })
  void otherAddressesAreRefused(String address) {
    FaceException thrown = assertThrows(FaceException.class, () -> fetcher().fetch(address));
    assertEquals(FaceFailure.IMAGE_DOWNLOAD_FAILED, thrown.failure());
  }

  private void assertFetches(String expected) {
    assertArrayEquals(expected.getBytes(StandardCharsets.UTF_8), fetcher().fetch(address()));
  }

  private void assertFails(FaceFailure expected) {
    FaceException thrown = assertThrows(FaceException.class, () -> fetcher().fetch(address()));
    assertEquals(expected, thrown.failure());
  }

  private String address() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/picture.jpg";
  }

  private static UrlFetcher fetcher() {
    return new UrlFetcher(
        CONFIG, (host, address) -> address.getHostAddress().equals("127.0.0.1"));
  }

  private void serve(String... texts) {
    requests.clear();
    Queue<String> script = new ArrayDeque<>(List.of(texts));
    Thread.ofVirtual()
        .start(
            () -> {
              boolean served = true;
              while (served && !script.isEmpty()) {
                served = answer(script.poll());
              }
            });
  }

  private boolean answer(String text) {
    try (Socket socket = server.accept()) {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) socket.getInputStream().read());
      }
      requests.add(head.substring(0, head.indexOf("\r\n")));
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
      return true;
    } catch (IOException gone) {
      return false;
    }
  }
}
