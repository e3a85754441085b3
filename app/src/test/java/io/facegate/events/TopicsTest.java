package io.facegate.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
  private final Topics topics = new Topics("facegate", "gate-1");

  @Test
  void areThoseOfTheContract() {
    assertEquals("facegate/gate-1/status", topics.status());
    assertEquals("facegate/gate-1/camera/door/state", topics.cameraState("door"));
    assertEquals("facegate/gate-1/camera/door/identify", topics.cameraIdentify("door"));
    assertEquals("facegate/gate-1/camera/door/unknown", topics.cameraUnknown("door"));
    assertEquals("facegate/gate-1/api/identify", topics.apiIdentify());
    assertEquals("site/a/gate-1/status", new Topics("site/a", "gate-1").status());
  }

  @Test
  void followTheEvent() {
    assertEquals(
        topics.cameraIdentify("door"), topics.of(Samples.identify("door", "v", Samples.NOON)));
    assertEquals(
        topics.cameraUnknown("door"), topics.of(Samples.unknown("door", "v", Samples.NOON)));
    assertEquals(topics.apiIdentify(), topics.of(Samples.called("v", Samples.NOON)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "+", "#", "门", "a b", "$SYS", "a\u0000"})
  void takeNothingButIds(String id) {
    assertThrows(IllegalArgumentException.class, () -> topics.cameraState(id));
    assertThrows(IllegalArgumentException.class, () -> new Topics("facegate", id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a/", "/a", "a//b", "#", "a/+"})
  void prefixIsOrdinary(String prefix) {
    assertThrows(IllegalArgumentException.class, () -> new Topics(prefix, "gate"));
  }
}
