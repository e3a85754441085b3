package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.access.Denial;
import io.facegate.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers over TLS, by HTTP/1.1 and HTTP/2: rightful ones, and those who do as they like. */
class SecureCallsIT {
  private static final String APP = "{\"app\":\"gate\"}";
  private static final String DENIED = "{\"denied\":\"110 no\"}";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private SecureServer server;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = new SecureServer(folder, SecureCallsIT::admit, DialectServer.impatient());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Admission admit(HttpRequest request, Credentials credentials, String dialect) {
    if (request.parameter("access_token").equals("bad")) {
      throw new DeniedException(new Denial(110, "no"));
    }
    return Admission.to("gate");
  }

  @Test
  void bothProtocolsAreNegotiated() throws Exception {
    for (Version version : List.of(Version.HTTP_1_1, Version.HTTP_2)) {
      HttpClient client = server.client(version);
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer = post(client, "good", BodyPublishers.ofString("x"));
        assertEquals(version, answer.version());
        assertEquals(APP, answer.body());
        assertEquals("application/json", answer.headers().firstValue("content-type").orElse(""));
      }
    }
  }

  @Test
  void bodiesOfAnyKindAreRead() throws Exception {
    for (Version version : List.of(Version.HTTP_1_1, Version.HTTP_2)) {
      HttpClient client = server.client(version);
      byte[] large = new byte[(1 << 20) - 1];
      assertEquals(APP, post(client, "good", BodyPublishers.ofByteArray(large)).body());
      BodyPublisher unknownLength =
          BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
      assertEquals(APP, post(client, "good", unknownLength).body());
      byte[] larger = new byte[(1 << 20) + 1];
      BodyPublisher tooLong = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(larger));
      assertEquals("{\"failure\":\"BODY_TOO_LARGE\"}", post(client, "good", tooLong).body());
      assertEquals(APP, post(client, "good", BodyPublishers.noBody()).body());
    }
  }

  @Test
  void callersWhoAreDeniedSeeWhyWhateverTheySend() throws Exception {
    HttpClient client = server.client(Version.HTTP_2);
    for (int i = 0; i < 5; i++) {
      byte[] large = new byte[3 << 20];
      assertEquals(DENIED, post(client, "bad", BodyPublishers.ofByteArray(large)).body());
      assertEquals(APP, post(client, "good", BodyPublishers.ofString("x")).body());
    }
  }

  @Test
  void manyStreamsOfOneConnection() throws Exception {
    HttpClient client = server.client(Version.HTTP_2);
    for (int round = 0; round < 5; round++) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        answers.add(
            client.sendAsync(
                request("good", BodyPublishers.ofByteArray(new byte[50_000])),
                BodyHandlers.ofString()));
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertEquals(APP, answer.get().body());
      }
    }
  }

  @Test
  void longAnswersOfManyStreams() throws Exception {
    for (Version version : List.of(Version.HTTP_1_1, Version.HTTP_2)) {
      HttpClient client = server.client(version);
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        answers.add(
            client.sendAsync(
                java.net.http.HttpRequest.newBuilder(uri("/aip/long"))
                    .POST(BodyPublishers.ofByteArray(new byte[100_000]))
                    .build(),
                BodyHandlers.ofString()));
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertEquals(500_000 + "{\"text\":\"\"}".length(), answer.get().body().length());
      }
    }
  }

  @Test
  void pathsOfNobodyAreAnsweredToo() throws Exception {
    HttpClient client = server.client(Version.HTTP_2);
    HttpResponse<String> answer =
        client.send(
            java.net.http.HttpRequest.newBuilder(uri("/nobody/home"))
                .POST(BodyPublishers.ofByteArray(new byte[100_000]))
                .build(),
            BodyHandlers.ofString());
    assertTrue(answer.body().contains("OPERATION_UNKNOWN"), answer.body());
    assertEquals(APP, post(client, "good", BodyPublishers.ofString("x")).body());
  }

  @Test
  void whoSaysNothingIsCutOff() throws Exception {
    try (Socket silent = server.connect();
        SSLSocket shaken = server.connect("h2");
        SSLSocket begun = server.connect("h2")) {
      begun.getOutputStream().write(Http2Frames.preface());
      assertCutOff(silent.getInputStream());
      assertCutOff(shaken.getInputStream());
      assertCutOff(begun.getInputStream());
    }
  }

  @Test
  void whoGoesQuietAfterARequestIsCutOff() throws Exception {
    try (SSLSocket socket = server.connect("h2")) {
      OutputStream out = socket.getOutputStream();
      out.write(Http2Frames.preface());
      out.write(Http2Frames.post(1, "/aip/whose", Map.of()));
      out.write(Http2Frames.frame(Http2Frames.DATA, Http2Frames.END_STREAM, 1, new byte[1]));
      assertTrue(answer(socket.getInputStream(), 1).contains("app"));
      assertCutOff(socket.getInputStream());
    }
  }

  @Test
  void bodyThatStopsComingOverHttp2() throws Exception {
    try (SSLSocket socket = server.connect("h2")) {
      OutputStream out = socket.getOutputStream();
      out.write(Http2Frames.preface());
      out.write(Http2Frames.post(1, "/aip/whose", Map.of("content-length", "1000")));
      out.write(Http2Frames.frame(Http2Frames.DATA, 0, 1, new byte[10]));
      assertTrue(answer(socket.getInputStream(), 1).contains("BODY_UNREADABLE"));
      assertCutOff(socket.getInputStream());
    }
    assertNothingIsLeftBehind();
  }

  @Test
  void bodiesThatAreTakenBack() throws Exception {
    for (int i = 0; i < 100; i++) {
      try (SSLSocket socket = server.connect("h2")) {
        OutputStream out = socket.getOutputStream();
        out.write(Http2Frames.preface());
        out.write(Http2Frames.post(1, "/aip/whose", Map.of()));
        out.write(Http2Frames.frame(Http2Frames.DATA, 0, 1, new byte[10]));
        if (i % 2 == 0) {
          out.write(Http2Frames.frame(Http2Frames.RESET, 0, 1, new byte[4]));
        }
      }
    }
    assertNothingIsLeftBehind();
  }

  @Test
  void whoSendsMoreThanGrantedIsCutOff() throws Exception {
    try (SSLSocket socket = server.connect("h2")) {
      OutputStream out = socket.getOutputStream();
      out.write(Http2Frames.preface());
      byte[] frame = new byte[16_384];
      assertThrows(
          IOException.class,
          () -> {
            for (int stream = 1; stream < 2000; stream += 2) {
              out.write(Http2Frames.post(stream, "/aip/whose", Map.of()));
              for (int i = 0; i < 20; i++) {
                out.write(Http2Frames.frame(Http2Frames.DATA, 0, stream, frame));
              }
            }
          });
    }
    assertServes();
  }

  @Test
  void failedHandshakesDoNotUseUpTheListener() throws Exception {
    HttpClient stranger = HttpClient.newHttpClient();
    for (int i = 0; i < 2 * DialectServer.impatient().connectionsMax(); i++) {
      if (i % 8 == 0) {
        assertThrows(
            SSLException.class,
            () -> stranger.send(request("good", BodyPublishers.noBody()), BodyHandlers.ofString()));
      }
      try (Socket plain = server.connect()) {
        plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    }
    assertServes();
  }

  /* The places of those who were cut off become free behind them. */
  private void assertServes() throws Exception {
    for (Version version : List.of(Version.HTTP_1_1, Version.HTTP_2)) {
      HttpClient client = server.client(version);
      Await.until(
          Duration.ofSeconds(10), () -> serves(client), "a rightful caller is served: " + version);
    }
  }

  private boolean serves(HttpClient client) {
    try {
      return post(client, "good", BodyPublishers.ofString("x")).body().equals(APP);
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  /* A request that waits holds a place; all places are free again when as many are answered. */
  private void assertNothingIsLeftBehind() throws Exception {
    assertServes();
    Await.until(
        PATIENCE,
        () -> virtualThreads("body") == 0,
        "an end of all threads that wait for bodies");
  }

  private static long virtualThreads(String name) {
    Path dump = Path.of(System.getProperty("java.io.tmpdir"), "threads-" + System.nanoTime());
    try {
      java.lang.management.ManagementFactory.getPlatformMXBean(
              com.sun.management.HotSpotDiagnosticMXBean.class)
          .dumpThreads(
              dump.toString(),
              com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
      return java.nio.file.Files.readString(dump)
          .lines()
          .filter(line -> line.startsWith("#") && line.contains("\"" + name + "\""))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      dump.toFile().delete();
    }
  }

  private static String answer(InputStream in, int stream) throws IOException {
    while (true) {
      Http2Frames.Frame frame = Http2Frames.read(in);
      if (frame.type() == Http2Frames.DATA && frame.stream() == stream) {
        return frame.payload();
      }
    }
  }

  private static void assertCutOff(InputStream in) {
    try {
      in.readAllBytes();
    } catch (EOFException | java.net.SocketException | SSLException cutOff) {
      return;
    } catch (IOException other) {
      throw new AssertionError("not cut off in time", other);
    }
  }

  private HttpResponse<String> post(HttpClient client, String token, BodyPublisher body)
      throws Exception {
    return client.send(request(token, body), BodyHandlers.ofString());
  }

  private java.net.http.HttpRequest request(String token, BodyPublisher body) {
    return java.net.http.HttpRequest.newBuilder(uri("/aip/whose?access_token=" + token))
        .POST(body)
        .timeout(PATIENCE)
        .build();
  }

  private URI uri(String path) {
    return URI.create("https://localhost:" + server.port() + path);
  }
}
