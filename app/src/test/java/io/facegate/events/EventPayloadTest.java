package io.facegate.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.core.FaceEvent;
import io.facegate.face.Box;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventPayloadTest {
  private static final UUID BOOT = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
  private static final UUID EVENT = UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7");
  private final EventPayload payload = new EventPayload("gate-1", BOOT.toString());

  private byte[] message(FaceEvent event, boolean late) throws IOException {
    Instant expiresAt = event.capturedAt().plusSeconds(60);
    return EventPayload.finish(
        payload.draft(event, EVENT, 42, expiresAt), event.capturedAt().plusSeconds(1), late);
  }

  @Test
  void knownPersonBeforeCamera() throws IOException {
    JsonNode json =
        Schemas.check("event", message(Samples.identify("door", "v1", Samples.NOON), false));
    assertEquals("identify", json.path("kind").textValue());
    assertEquals("identify", json.path("event_type").textValue());
    assertEquals("begin", json.path("phase").textValue());
    assertEquals("door", json.path("camera").textValue());
    assertFalse(json.has("api"));
    assertEquals(42, json.path("seq").longValue());
    assertEquals("2026-11-21T12:00:00.123Z", json.path("captured_at").textValue());
    assertEquals("2026-11-21T12:00:01.123Z", json.path("published_at").textValue());
    assertEquals("2026-11-21T12:01:00.123Z", json.path("expires_at").textValue());
    assertEquals("alice", json.path("person").path("user_id").textValue());
    assertEquals(93.46, json.path("score").doubleValue());
    assertEquals(0.7123, json.path("cosine").doubleValue());
    assertEquals(-3.2, json.path("face").path("box").path("top").doubleValue());
    assertEquals(0.9877, json.path("face").path("liveness").doubleValue());
    assertFalse(json.path("late").booleanValue());
  }

  @Test
  void strangerHasNoPerson() throws IOException {
    JsonNode json =
        Schemas.check("event", message(Samples.unknown("door", "v1", Samples.NOON), true));
    assertEquals("unknown", json.path("kind").textValue());
    assertEquals("end", json.path("phase").textValue());
    assertFalse(json.has("person"));
    assertFalse(json.has("cosine"));
    assertFalse(json.path("face").has("liveness"));
    assertTrue(json.path("late").booleanValue());
  }

  @Test
  void callNamesItsApi() throws IOException {
    JsonNode json = Schemas.check("event", message(Samples.called("v1", Samples.NOON), false));
    assertEquals("faceapi", json.path("api").textValue());
    assertFalse(json.has("camera"));
  }

  @Test
  void schemaRefusesWhatADoorMustNotTrust() throws IOException {
    String good = new String(message(Samples.identify("door", "v1", Samples.NOON), false), UTF_8);
    assertTrue(Schemas.faults("event", good).isEmpty());
    assertFalse(Schemas.faults("event", good.replace("\"late\":false", "\"l\":0")).isEmpty());
    assertFalse(Schemas.faults("event", good.replace("\"person\"", "\"human\"")).isEmpty());
    assertFalse(Schemas.faults("event", good.replace("\"identify\"", "\"unknown\"")).isEmpty());
    assertFalse(Schemas.faults("event", good.replace("93.46", "193.46")).isEmpty());
  }

  @Test
  void numbersAreFinite() {
    FaceEvent event =
        new FaceEvent(
            "door", null, FaceEvent.Phase.BEGIN, "v", Samples.NOON, null, Double.NaN,
            new Box(0, 0, 1, 1), 10, 10, 1, null, null, 1);
    assertThrows(
        IllegalArgumentException.class, () -> payload.draft(event, EVENT, 1, Samples.NOON));
  }

  @Test
  void namesInAnyScriptAreKept() throws IOException {
    FaceEvent plain = Samples.identify("door", "访客-1", Samples.NOON);
    JsonNode json = Schemas.check("event", message(plain, false));
    assertEquals("访客-1", json.path("visit_id").textValue());
  }
}
