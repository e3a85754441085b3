package io.facegate.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StatePayloadTest {
  private final StatePayload states =
      new StatePayload("gate-1", UUID.randomUUID().toString(), Samples.NOON);

  @Test
  void gatewayIsOnlineLostOrStopped() {
    JsonNode online = Schemas.check("status", states.online(Samples.NOON));
    assertEquals("online", online.path("state").textValue());
    JsonNode lost = Schemas.check("status", states.lost());
    assertEquals("offline", lost.path("state").textValue());
    assertEquals("lost", lost.path("reason").textValue());
    JsonNode stopped = Schemas.check("status", states.stopped(Samples.NOON));
    assertEquals("stopped", stopped.path("reason").textValue());
  }

  @Test
  void cameraSaysWhy() {
    JsonNode json =
        Schemas.check(
            "camera-state",
            states.camera(Samples.offline("door", "401 Unauthorized"), Samples.NOON));
    assertEquals("offline", json.path("state").textValue());
    assertEquals("401 Unauthorized", json.path("detail").textValue());
  }

  @Test
  void changesAreToldAtOnceAndFrameRatesNowAndThen() {
    AtomicLong nanos = new AtomicLong(5);
    CameraStates cameras = new CameraStates(Duration.ofSeconds(10), nanos::get);
    assertTrue(cameras.take(Samples.online("door", 9.5)));
    assertEquals(List.of(Samples.online("door", 9.5)), cameras.due());
    assertFalse(cameras.take(Samples.online("door", 9.7)));
    assertEquals(List.of(), cameras.due());
    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
    assertEquals(List.of(Samples.online("door", 9.7)), cameras.due());
    assertFalse(cameras.take(Samples.online("door", 9.7)));
    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
    assertEquals(List.of(), cameras.due());
    assertTrue(cameras.take(Samples.offline("door", "gone")));
    assertEquals(List.of(Samples.offline("door", "gone")), cameras.due());
    assertEquals(List.of(Samples.offline("door", "gone")), cameras.all());
  }
}
