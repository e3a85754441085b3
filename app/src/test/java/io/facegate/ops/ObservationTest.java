package io.facegate.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.testing.Await;
import io.helidon.webserver.WebServer;
import java.lang.ref.Reference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObservationTest {
  private final AtomicBoolean storeUp = new AtomicBoolean(true);
  private final AtomicBoolean cameraUp = new AtomicBoolean(true);
  private final HttpClient client = HttpClient.newHttpClient();
  private WebServer server;

  @BeforeEach
  void start() {
    List<HealthPart> parts =
        List.of(
            new HealthPart("store", true, () -> state(storeUp.get())),
            new HealthPart("camera-1", false, () -> state(cameraUp.get())));
    server =
        WebServer.builder()
            .port(0)
            .shutdownHook(false)
            .putSocket("ops", socket -> socket.port(0))
            .addFeature(Observation.feature("ops", parts))
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aDeadCameraIsShownButDoesNotMakeTheBoxUnready() throws Exception {
    cameraUp.set(false);
    HttpResponse<String> ready = get("ops", "/health/ready");
    assertEquals(200, ready.statusCode());
    assertTrue(ready.body().contains("degraded"), ready.body());
  }

  @Test
  void aDeadStoreMakesTheBoxUnreadyButNotDead() throws Exception {
    storeUp.set(false);
    assertEquals(503, get("ops", "/health/ready").statusCode());
    assertEquals(503, get("ops", "/health").statusCode());
    assertEquals(200, get("ops", "/health/live").statusCode());
  }

  @Test
  void metricsAreThereForPrometheus() throws Exception {
    Meters meters = new Meters();
    meters.count("test_things", "kind", "one");
    meters.took("test_stage", 2_000_000, "stage", "align");
    meters.gauge("test_depth", "how deep", () -> 7, "queue", "pictures");
    HttpResponse<String> metrics = get("ops", "/metrics");
    assertEquals(200, metrics.statusCode());
    assertTrue(metrics.body().contains("facegate_test_things_total{"), metrics.body());
    assertTrue(metrics.body().contains("facegate_test_stage_seconds_count{"), metrics.body());
    assertTrue(metrics.body().matches("(?s).*facegate_test_depth\\{[^}]*pictures[^}]*} 7\\.0.*"));
  }

  @Test
  void countsKeptElsewhereAreReadAgainAndAgain() throws Exception {
    AtomicLong count = new AtomicLong(3);
    Meters meters = new Meters();
    try {
      meters.counter("test_kept", "elsewhere", () -> count.get() * 10);
      count.set(5);
      System.gc();
      Await.until(
          Duration.ofSeconds(5),
          () -> metricsBody().matches("(?s).*facegate_test_kept_total\\{[^}]*} 50\\.0.*"),
          "the count of now, also after a collection");
    } finally {
      Reference.reachabilityFence(meters);
    }
  }

  private String metricsBody() {
    try {
      return get("ops", "/metrics").body();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void thePublicSocketShowsNothing() throws Exception {
    assertEquals(404, get("@default", "/health").statusCode());
    assertEquals(404, get("@default", "/metrics").statusCode());
  }

  private HttpResponse<String> get(String socket, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port(socket) + path);
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", "text/plain, */*").build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static HealthPart.State state(boolean up) {
    return new HealthPart.State(up, Map.of("faces", 3));
  }
}
