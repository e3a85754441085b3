package io.facegate.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.testing.Await;
import io.facegate.testing.EventListener;
import io.facegate.testing.FaceApiClient;
import io.facegate.testing.GatewayProcess;
import io.facegate.testing.Mosquitto;
import io.facegate.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts the power of the real service, by kill -9 in the midst of enrolling and publishing, again
 * and again: what was acknowledged stays, and each event arrives, under one id.
 */
class PowerCutIT {
  private static final int ROUNDS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Random random = new Random(7);
  private final List<Path> photos = photos();
  /* What the service has acknowledged: user to face token. */
  private final Map<String, String> enrolled = new ConcurrentHashMap<>();
  private final AtomicInteger identified = new AtomicInteger();
  private int attempts;
  private int users;

  @TempDir private Path folder;

  @Test
  void nothingAcknowledgedIsLost() throws Exception {
    try (Mosquitto broker = Mosquitto.open(Files.createDirectory(folder.resolve("broker")));
        EventListener listener = new EventListener(broker.port())) {
      String config =
          """
          device: cut
          broker: {address: "mqtt://127.0.0.1:%d"}
          service: {apiEventScoreMin: 0}
          """
              .formatted(broker.port());
      for (int round = 0; round < ROUNDS; round++) {
        try (GatewayProcess gateway = GatewayProcess.start(folder, config)) {
          if (round % 10 == 0) {
            checkGallery(gateway);
          }
          workUntilKilled(gateway);
        }
      }
      try (GatewayProcess gateway = GatewayProcess.start(folder, config)) {
        checkGallery(gateway);
        checkEvents(listener);
        assertEquals(143, gateway.stop(Duration.ofSeconds(5)), gateway::log);
      }
      assertTrue(enrolled.size() >= ROUNDS, enrolled.size() + " enrolments are too few to tell");
      assertTrue(identified.get() >= ROUNDS, identified + " events are too few to tell");
    }
  }

  /* Two callers at work, and the axe after a time of its own choice. */
  private void workUntilKilled(GatewayProcess gateway) throws Exception {
    FaceApiClient client = new FaceApiClient(gateway.api("/"));
    Thread enroller = Thread.ofVirtual().start(() -> enrolUntilItBreaks(client));
    int before = enrolled.size();
    int found = identified.get();
    Thread identifier = Thread.ofVirtual().start(() -> identifyUntilItBreaks(client));
    Await.until(
        PATIENCE,
        () -> enrolled.size() > before && identified.get() > found,
        "both callers are at work");
    Thread.sleep(random.nextInt(1000));
    gateway.kill();
    enroller.join(PATIENCE);
    identifier.join(PATIENCE);
  }

  private void enrolUntilItBreaks(FaceApiClient client) {
    try {
      while (true) {
        String user = "u" + users++;
        ObjectNode body = FaceApiClient.picture(photos.get(users % photos.size()));
        body.put("group_id", "g" + users / photos.size()).put("user_id", user);
        JsonNode answer = client.call("face/add", body);
        if (FaceApiClient.code(answer) == 0) {
          enrolled.put(user + "@g" + users / photos.size(),
              answer.path("result").path("face_token").asText());
        }
      }
    } catch (IOException killed) {
      /* As it should. */
    }
  }

  private void identifyUntilItBreaks(FaceApiClient client) {
    try {
      while (true) {
        ObjectNode body = FaceApiClient.picture(photos.get(attempts++ % photos.size()));
        JsonNode answer = client.call("face/identify", body.put("group_id_list", "g0"));
        if (FaceApiClient.code(answer) == 0) {
          identified.incrementAndGet();
        }
      }
    } catch (IOException killed) {
      /* As it should. */
    }
  }

  private void checkGallery(GatewayProcess gateway) throws IOException {
    FaceApiClient client = new FaceApiClient(gateway.api("/"));
    List<String> lost = new ArrayList<>();
    for (var entry : enrolled.entrySet()) {
      String[] place = entry.getKey().split("@");
      JsonNode answer =
          client.call(
              "face/list",
              FaceApiClient.body().put("user_id", place[0]).put("group_id", place[1]));
      if (!answer.path("result").path("face_list").toString().contains(entry.getValue())) {
        lost.add(entry.getKey() + ": " + answer);
      }
    }
    assertEquals(List.of(), lost, "acknowledged enrolments");
  }

  private void checkEvents(EventListener listener) {
    Await.until(
        PATIENCE,
        () -> uuids(listener).size() >= identified.get(),
        "every event: " + uuids(listener).size() + " of " + identified);
    Map<Long, String> uuidOfSequence = new HashMap<>();
    Map<String, String> uuidOfVisit = new HashMap<>();
    for (EventListener.Heard event : listener.events()) {
      String uuid = event.json().get("uuid").asText();
      assertEquals(uuid, uuidOfSequence.merge(event.json().get("seq").asLong(), uuid, (a, b) -> a),
          "a sequence number belongs to one event");
      String visit = event.json().get("visit_id").asText();
      assertEquals(uuid, uuidOfVisit.merge(visit, uuid, (a, b) -> a),
          "an event is told under one id");
    }
    /* A call whose answer the cut swallowed may have told its event: at most one in each round. */
    int told = uuids(listener).size();
    assertTrue(told <= identified.get() + ROUNDS, told + " events of " + identified + " calls");
  }

  private static Set<String> uuids(EventListener listener) {
    Set<String> uuids = new HashSet<>();
    listener.events().forEach(event -> uuids.add(event.json().get("uuid").asText()));
    return uuids;
  }

  private static List<Path> photos() {
    try (Stream<Path> files = Files.walk(Shared.path("faces/lfw"))) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().limit(200).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
