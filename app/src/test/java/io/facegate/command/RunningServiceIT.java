package io.facegate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.Gateway;
import io.facegate.camera.RtspServer;
import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import io.facegate.testing.Await;
import io.facegate.testing.FreePort;
import io.facegate.testing.Shared;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code status} and {@code cameras test} beside a real service with real cameras. */
class RunningServiceIT {
  private static final String PASSWORD = "hunter2-hunter2";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private int apiPort;
  private int opsPort;

  @BeforeEach
  void choosePorts() throws IOException {
    apiPort = FreePort.next();
    opsPort = FreePort.next();
  }

  private Path configure(String cameras) throws IOException {
    return Files.writeString(
        folder.resolve("facegate.yaml"),
        """
        data: %s
        http: {address: 127.0.0.1, port: %d}
        ops: {port: %d}
        models: {folder: %s}
        engines: {order: [onnx]}
        cameras:
        %s
        """
            .formatted(folder.resolve("data"), apiPort, opsPort, Shared.models(), cameras));
  }

  private static String film(String id) {
    return "  - {id: %s, source: {kind: file, folder: %s, file: head-pose-male.mp4}}\n"
        .formatted(id, Shared.path("faces/video"));
  }

  private static String push(String id) {
    return "  - {id: %s, source: {kind: snap, user: gate, password: %s}}\n"
        .formatted(id, PASSWORD);
  }

  private static Gateway start(Path config) throws IOException {
    GatewayConfig read = new GatewayConfigReader(Map.of()).read(config);
    return Gateway.start(read, faces -> {}, () -> {});
  }

  private static Said say(Path config, String... words) {
    String[] all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--config";
    all[words.length + 1] = config.toString();
    Said said = Said.in(Map.of(), all);
    assertFalse((said.out() + said.err()).contains(PASSWORD), said.toString());
    return said;
  }

  @Test
  void aServiceTellsHowItIs() throws Exception {
    Path config = configure(film("film"));
    try (Gateway gateway = start(config)) {
      assertEquals(opsPort, gateway.opsPort());
      Await.until(
          Duration.ofSeconds(60), () -> say(config, "status").status() == 0, "a healthy service");
      Said well = say(config, "status");
      assertTrue(well.out().contains("0 faces enrolled"), well.out());
      assertTrue(well.out().contains("ONNX Runtime"), well.out());
      assertTrue(well.out().matches("(?s).*\nfilm +\\d+\\.\\d +.*online\n"), well.out());
      JsonNode json = JSON.readTree(say(config, "status", "--json").out());
      assertEquals("up", json.path("state").asText());
      assertEquals("online", json.path("cameras").path("film").path("state").asText());
      assertEquals(0, json.path("faces").asInt(-1));
      assertTrue(json.path("uptimeSeconds").isNumber(), json.toString());
    }
    assertEquals(69, say(config, "status").status());
  }

  @Test
  void aServiceWithACameraThatIsAwayIsDegraded() throws Exception {
    Path config =
        configure("  - {id: gone, source: {kind: rtsp, address: \"rtsp://127.0.0.1:1/x\"}}\n");
    try (Gateway gateway = start(config)) {
      Said said =
          Said.in(
              Map.of("LC_ALL", "zh_CN.UTF-8"),
              "status", "--url", "http://127.0.0.1:" + gateway.opsPort());
      assertEquals(1, said.status());
      assertTrue(said.out().contains("降级"), said.out());
    }
  }

  @Test
  void camerasAreOpenedAndLookedAt() throws Exception {
    Path frames = Files.createDirectory(folder.resolve("frames"));
    RtspServer.unroll("faces/video/head-pose-male.mp4", frames);
    try (RtspServer good = new RtspServer(frames, 0);
        RtspServer closed =
            new RtspServer(frames, 0, "--user", "gate", "--password", "another")) {
      String rtsp =
          "  - {id: %s, source: {kind: rtsp, address: \"%s\", user: gate, password: %s}}\n";
      Path config =
          configure(
              film("film")
                  + rtsp.formatted("good", good.address(), PASSWORD)
                  + rtsp.formatted("closed", closed.address(), PASSWORD)
                  + push("snap"));
      Said two = say(config, "cameras", "test", "film", "good", "--seconds", "30");
      assertEquals(0, two.status(), two.toString());
      assertTrue(two.out().matches("(?s).*film +file head-pose-male.mp4 +480x270 .*"), two.out());
      Said all = say(config, "cameras", "test", "--seconds", "30", "--json");
      assertEquals(1, all.status());
      JsonNode outcomes = JSON.readTree(all.out());
      JsonNode stream = outcomes.get(1);
      assertEquals("h264", stream.path("codec").asText(), all.out());
      assertEquals(1, stream.path("faces").asInt(), all.out());
      assertTrue(stream.path("framesPerSecond").asDouble() > 1, all.out());
      String refused = outcomes.get(2).path("result").asText();
      assertTrue(refused.contains("refuses the credentials"), refused);
      assertTrue(outcomes.get(3).path("result").asText().contains("does not run"), all.out());
    }
  }

  @Test
  void aPushIsWaitedFor() throws Exception {
    Path config = configure(push("snap"));
    try (Gateway gateway = start(config)) {
      Said none = say(config, "cameras", "test", "--seconds", "1");
      assertEquals(1, none.status());
      assertTrue(none.out().contains("curl -u 'gate'"), none.out());
      CompletableFuture<Said> waiting =
          CompletableFuture.supplyAsync(() -> say(config, "cameras", "test", "--seconds", "60"));
      Thread.sleep(Duration.ofSeconds(2));
      assertEquals(200, pushTo(gateway));
      Said said = waiting.get();
      assertEquals(0, said.status(), said.toString());
      assertTrue(said.out().contains("good: a push came in"), said.out());
    }
  }

  private static int pushTo(Gateway gateway) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      Path photo = Shared.path("faces").resolve(anyPhoto());
      String login =
          Base64.getEncoder()
              .encodeToString(("gate:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:%d/snap/snap".formatted(gateway.port())))
              .header("Authorization", "Basic " + login)
              .header("Content-Type", "image/jpeg")
              .POST(HttpRequest.BodyPublishers.ofFile(photo))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static String anyPhoto() throws IOException {
    return Files.readAllLines(Shared.path("faces/pairs.csv")).get(1).split(",")[1];
  }
}
