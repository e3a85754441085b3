package io.facegate.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub with a publisher that sends nothing, so that each message can be looked at. */
class EventHubTest {
  @TempDir Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOON);
  private final AtomicLong nanos = new AtomicLong(1);
  private EventHub hub;
  private EventFeed feed;

  @BeforeEach
  void open() throws IOException {
    EventsConfig defaults = EventsConfig.defaults("gate-1", folder);
    EventsConfig config =
        new EventsConfig(
            "gate-1", "facegate", Duration.ofSeconds(5), Duration.ofHours(1),
            defaults.cameraStateEvery(), defaults.outbox(), HomeAssistantConfig.on());
    hub = EventHub.open(config, now::get, nanos::get, this::publisher);
  }

  private EventPublisher publisher(EventFeed made) {
    feed = made;
    return new IdlePublisher(made);
  }

  @AfterEach
  void close() {
    hub.stop(Duration.ZERO);
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
    nanos.addAndGet(time.toNanos());
  }

  private JsonNode next() {
    return Schemas.check("event", feed.next(0).orElseThrow().payload());
  }

  @Test
  void anEventInTimeIsNotLate() {
    hub.publish(Samples.identify("door", "v1", now.get()));
    pass(Duration.ofMillis(4900));
    Outgoing message = feed.next(0).orElseThrow();
    JsonNode json = Schemas.check("event", message.payload());
    assertFalse(json.path("late").booleanValue());
    assertEquals("facegate/gate-1/camera/door/identify", message.topic());
    assertFalse(message.retained());
    assertEquals(3595, message.expirySeconds());
    assertEquals("false", message.properties().get("late"));
    assertEquals(json.path("uuid").textValue(), message.properties().get("uuid"));
    assertEquals("2026-11-21T12:00:05.023Z", json.path("published_at").textValue());
  }

  @Test
  void anEventThatWaitedIsLate() {
    hub.publish(Samples.identify("door", "v1", now.get()));
    pass(Duration.ofSeconds(6));
    assertTrue(next().path("late").booleanValue());
  }

  @Test
  void aClockSetBackDoesNotMakeAnOldEventYoung() {
    hub.publish(Samples.identify("door", "v1", now.get()));
    nanos.addAndGet(Duration.ofMinutes(10).toNanos());
    assertTrue(next().path("late").booleanValue());
  }

  @Test
  void anEventFromTheFutureIsLate() {
    hub.publish(Samples.identify("door", "v1", now.get().plusSeconds(60)));
    assertTrue(next().path("late").booleanValue());
  }

  @Test
  void anEventOfAnEarlierProcessIsLateAndKeepsItsBoot() throws IOException {
    hub.publish(Samples.identify("door", "v1", now.get()));
    String boot = next().path("boot_id").textValue();
    close();
    open();
    JsonNode again = next();
    assertTrue(again.path("late").booleanValue());
    assertEquals(boot, again.path("boot_id").textValue());
    hub.publish(Samples.identify("door", "v2", now.get()));
    JsonNode fresh = Schemas.check("event", feed.next(1).orElseThrow().payload());
    assertNotEquals(boot, fresh.path("boot_id").textValue());
    assertEquals(2, fresh.path("seq").longValue());
  }

  @Test
  void anExpiredEventIsDroppedAndCounted() {
    hub.publish(Samples.identify("door", "v1", now.get()));
    pass(Duration.ofMinutes(30));
    hub.publish(Samples.unknown("door", "v2", now.get()));
    pass(Duration.ofMinutes(30));
    assertEquals("v2", next().path("visit_id").textValue());
    assertEquals(1, hub.stats().expired());
    assertEquals(1, hub.stats().queued());
    assertEquals(Samples.NOON.plus(Duration.ofMinutes(30)), hub.stats().oldestAt());
  }

  @Test
  void sentAgainIsTheSameEvent() {
    hub.publish(Samples.identify("door", "v1", now.get()));
    JsonNode first = next();
    JsonNode second = next();
    assertEquals(first.path("uuid"), second.path("uuid"));
    assertEquals(first.path("seq"), second.path("seq"));
    feed.acknowledged(List.of(1L));
    assertTrue(feed.next(0).isEmpty());
    assertEquals(0, hub.stats().queued());
    assertEquals(1, hub.stats().taken());
  }

  @Test
  void greetingIsRetainedAndIntroducesTheCameras() {
    hub.cameraState(Samples.online("door", 10));
    List<Outgoing> greeting = feed.greeting();
    assertTrue(greeting.stream().allMatch(Outgoing::retained));
    assertEquals("facegate/gate-1/status", greeting.getFirst().topic());
    Schemas.check("status", greeting.getFirst().payload());
    assertEquals("facegate/gate-1/camera/door/state", greeting.get(1).topic());
    assertEquals(
        List.of(
            "homeassistant/event/facegate_gate-1/door_identify/config",
            "homeassistant/event/facegate_gate-1/door_unknown/config",
            "homeassistant/binary_sensor/facegate_gate-1/door_connected/config"),
        feed.introduction().stream().map(Outgoing::topic).toList());
    assertEquals(List.of(), feed.changes());
  }

  @Test
  void aCameraThatIsGoneIsForgottenByTheBroker() {
    hub.cameraState(Samples.online("door", 10));
    feed.greeting();
    hub.cameraGone("door");
    hub.cameraGone("never-there");
    List<Outgoing> changes = feed.changes();
    assertEquals("facegate/gate-1/camera/door/state", changes.getFirst().topic());
    assertEquals(4, changes.size());
    assertTrue(changes.stream().allMatch(one -> one.retained() && one.payload().length == 0));
    assertEquals(List.of(), feed.changes());
    assertEquals(5, feed.greeting().size(), "a new connection hears of it again");
    hub.cameraState(Samples.online("door", 10));
    assertEquals(1, feed.changes().size());
    assertTrue(feed.greeting().stream().allMatch(one -> one.payload().length > 0));
  }

  @Test
  void namesThatAreNoIdsAreMistakes() {
    assertThrows(
        IllegalArgumentException.class,
        () -> hub.publish(Samples.identify("front door", "v", now.get())));
    assertThrows(
        IllegalArgumentException.class, () -> hub.cameraState(Samples.online("a/b", 1)));
  }

  @Test
  void withoutABrokerEventsAreOnlyLogged() {
    EventHub logging = EventHub.logging(EventsConfig.defaults("gate", folder), now::get);
    logging.start();
    logging.publish(Samples.identify("door", "v1", now.get()));
    logging.cameraState(Samples.online("door", 10));
    assertEquals(1, logging.stats().taken());
    assertFalse(logging.stats().broker().configured());
    logging.stop(Duration.ZERO);
  }

  private record IdlePublisher(EventFeed feed) implements EventPublisher {
    @Override
    public void start() {}

    @Override
    public void wake() {}

    @Override
    public void stop(Duration atMost) {}

    @Override
    public PublisherStats stats() {
      return new PublisherStats(true, false, Samples.NOON, "idle", 0, 0, 0);
    }
  }
}
