package io.facegate.events.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.events.EventHub;
import io.facegate.events.HomeAssistantConfig;
import io.facegate.events.Samples;
import io.facegate.events.Schemas;
import io.facegate.testing.Await;
import io.facegate.testing.Mosquitto;
import io.facegate.testing.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The publisher against Mosquitto, which is taken away and brought back. */
class MqttPublisherIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path brokerFolder;
  @TempDir Path outboxFolder;
  private Mosquitto broker;

  @BeforeEach
  void startBroker() throws Exception {
    broker = Mosquitto.open(brokerFolder);
  }

  @AfterEach
  void stopBroker() throws Exception {
    broker.close();
  }

  private EventHub start() throws Exception {
    return Hubs.start(outboxFolder, Hubs.broker(broker.port()));
  }

  private static void awaitConnected(EventHub hub, boolean connected) {
    Await.until(
        SOON, () -> hub.stats().broker().connected() == connected, "connected: " + connected);
  }

  private static void awaitDelivered(EventHub hub) {
    Await.until(SOON, () -> hub.stats().queued() == 0, "an empty outbox");
  }

  private static List<JsonNode> events(Subscriber subscriber) {
    return subscriber.heard("/identify").stream()
        .map(heard -> Schemas.check("event", heard.bytes()))
        .toList();
  }

  @Test
  void nothingIsLostInAnOutageAndEachEventKeepsItsId() throws Exception {
    EventHub hub = start();
    awaitConnected(hub, true);
    Map<String, String> uuids = new HashMap<>();
    Map<String, Boolean> late = new TreeMap<>();
    try (Subscriber before = Subscriber.on(broker.port())) {
      publish(hub, 0, 50);
      before.await("/identify", 50);
      note(events(before), uuids, late);
    }
    broker.kill();
    awaitConnected(hub, false);
    publish(hub, 50, 100);
    Thread.sleep(2500);
    publish(hub, 100, 120);
    broker.restart();
    try (Subscriber after = Subscriber.on(broker.port())) {
      awaitConnected(hub, true);
      publish(hub, 120, 150);
      awaitDelivered(hub);
      Await.until(SOON, () -> events(after).size() + 120 >= 150, "the last events");
      note(events(after), uuids, late);
    }
    hub.stop(Duration.ofSeconds(2));
    assertEquals(0, hub.stats().lost());
    assertTrue(hub.stats().broker().reconnects() >= 1);
    assertFalse(late.get("v10"), "sent at once");
    assertFalse(late.get("v149"), "sent at once, after the outage");
  }

  /*
   * The new subscriber may come after the first of the waiting events were sent, so the outbox
   * being empty, which only acknowledgements do, is what shows that none is missing.
   */
  private static void note(
      List<JsonNode> events, Map<String, String> uuids, Map<String, Boolean> late) {
    for (JsonNode event : events) {
      String visit = event.path("visit_id").textValue();
      String uuid = event.path("uuid").textValue();
      assertEquals(uuid, uuids.getOrDefault(visit, uuid), "one event, one id");
      uuids.put(visit, uuid);
      late.put(visit, event.path("late").booleanValue());
    }
  }

  private static void publish(EventHub hub, int from, int to) {
    IntStream.range(from, to)
        .forEach(i -> hub.publish(Samples.identify("door", "v" + i, Instant.now())));
  }

  @Test
  void whatWaitedArrivesLateOnceAndInOrder() throws Exception {
    EventHub hub = start();
    awaitConnected(hub, true);
    broker.kill();
    awaitConnected(hub, false);
    publish(hub, 0, 300);
    hub.stop(Duration.ofSeconds(1));
    broker.restart();
    try (Subscriber subscriber = Subscriber.on(broker.port())) {
      EventHub again = start();
      awaitDelivered(again);
      subscriber.await("/identify", 300);
      again.stop(Duration.ofSeconds(2));
      List<JsonNode> events = events(subscriber);
      assertEquals(300, events.size());
      assertTrue(events.stream().allMatch(event -> event.path("late").booleanValue()));
      List<Long> numbers = events.stream().map(event -> event.path("seq").longValue()).toList();
      assertEquals(List.copyOf(new TreeSet<>(numbers)), numbers);
      assertEquals(
          300, events.stream().map(event -> event.path("uuid")).collect(Collectors.toSet()).size());
    }
  }

  @Test
  void aNewSubscriberGetsStatesButNoOldEvents() throws Exception {
    EventHub hub = start();
    hub.cameraState(Samples.online("door", 10));
    awaitConnected(hub, true);
    publish(hub, 0, 5);
    awaitDelivered(hub);
    Await.until(SOON, () -> hub.stats().broker().acknowledged() >= 7, "states");
    try (Subscriber subscriber = Subscriber.on(broker.port())) {
      assertTrue(subscriber.await("gate/status", 1).getFirst().retained());
      assertTrue(subscriber.await("door/state", 1).getFirst().retained());
      assertEquals(List.of(), subscriber.heard("/identify"));
    }
    hub.stop(Duration.ofSeconds(2));
  }

  @Test
  void aBrokerThatForgotIsToldTheStatesAgain() throws Exception {
    EventHub hub = start();
    hub.cameraState(Samples.online("door", 10));
    awaitConnected(hub, true);
    broker.kill();
    awaitConnected(hub, false);
    broker.restart();
    try (Subscriber subscriber = Subscriber.on(broker.port())) {
      subscriber.await("gate/status", heard -> heard.text().contains("online"));
      subscriber.await("door/state", 1);
    }
    hub.stop(Duration.ofSeconds(2));
  }

  @Test
  void homeAssistantFindsTheCameras() throws Exception {
    EventHub hub =
        Hubs.start(
            outboxFolder, Hubs.broker(broker.port()), HomeAssistantConfig.on());
    hub.cameraState(Samples.online("door", 10));
    awaitConnected(hub, true);
    Await.until(SOON, () -> hub.stats().broker().acknowledged() >= 2, "states");
    try (Subscriber subscriber = Subscriber.on(broker.port())) {
      subscriber.publish("homeassistant/status", "online", false);
      Subscriber.Heard config =
          subscriber.await("facegate_gate/door_identify/config", heard -> !heard.retained());
      assertTrue(config.text().contains("\"event_types\":[\"identify\"]"));
      subscriber.await("facegate_gate/door_unknown/config", 1);
      subscriber.await("facegate_gate/door_connected/config", 1);
    }
    hub.stop(Duration.ofSeconds(2));
  }

  @Test
  void aBrokerThatHangsIsLeftAndWhatItSwallowedIsSentAgain() throws Exception {
    EventHub hub = start();
    awaitConnected(hub, true);
    Signals.hold(broker.pid());
    try {
      publish(hub, 0, 3);
      awaitConnected(hub, false);
      assertEquals(3, hub.stats().queued());
    } finally {
      Signals.release(broker.pid());
    }
    awaitDelivered(hub);
    hub.stop(Duration.ofSeconds(2));
  }
}
