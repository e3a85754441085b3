package io.facegate.events.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.demo.DemoBroker;
import io.facegate.events.EventHub;
import io.facegate.events.HomeAssistantConfig;
import io.facegate.events.Samples;
import io.facegate.events.Schemas;
import io.facegate.testing.Await;
import io.facegate.testing.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The publisher against the demonstration broker, in one process. */
class MqttPublisherTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;
  private DemoBroker broker;

  @BeforeEach
  void startBroker() throws IOException {
    broker = DemoBroker.start(0);
  }

  @AfterEach
  void stopBroker() throws IOException {
    broker.close();
  }

  private static void awaitConnected(EventHub hub) {
    Await.until(SOON, () -> hub.stats().broker().connected(), "a connection " + hub.stats());
  }

  private static void awaitDelivered(EventHub hub) {
    Await.until(SOON, () -> hub.stats().queued() == 0, "an empty outbox " + hub.stats());
  }

  @Test
  void eventsArriveInOrderAndAreNotRetained() throws Exception {
    try (Subscriber subscriber = Subscriber.on(broker.port())) {
      EventHub hub = Hubs.start(folder, Hubs.broker(broker.port()));
      awaitConnected(hub);
      for (int i = 0; i < 200; i++) {
        hub.publish(Samples.identify("door", "v" + i, Instant.now()));
      }
      List<Subscriber.Heard> events = subscriber.await("camera/door/identify", 200);
      List<JsonNode> messages =
          events.stream().map(one -> Schemas.check("event", one.bytes())).toList();
      assertEquals(
          IntStream.range(0, 200).mapToObj(i -> "v" + i).toList(),
          messages.stream().map(one -> one.path("visit_id").textValue()).toList());
      assertTrue(messages.stream().noneMatch(one -> one.path("late").booleanValue()));
      Subscriber.Heard first = events.getFirst();
      assertEquals("application/json", first.properties().getContentType());
      assertTrue(first.properties().getMessageExpiryInterval() > 3500);
      assertEquals(
          messages.getFirst().path("uuid").textValue(),
          first.properties().getUserProperties().stream()
              .filter(property -> property.getKey().equals("uuid"))
              .findFirst()
              .orElseThrow()
              .getValue());
      awaitDelivered(hub);
      hub.stop(Duration.ofSeconds(2));
    }
    try (Subscriber late = Subscriber.on(broker.port())) {
      late.await("status", 1);
      assertEquals(List.of(), late.heard("identify"));
    }
  }

  @Test
  void stateIsRetainedAndStopIsSaid() throws Exception {
    EventHub hub = Hubs.start(folder, Hubs.broker(broker.port()));
    hub.cameraState(Samples.online("door", 9.5));
    hub.cameraState(Samples.offline("yard", "401 Unauthorized"));
    awaitConnected(hub);
    Await.until(SOON, () -> hub.stats().broker().acknowledged() >= 3, "states to arrive");
    try (Subscriber subscriber = Subscriber.on(broker.port())) {
      Subscriber.Heard status = subscriber.await("gate/status", 1).getFirst();
      assertTrue(status.retained());
      assertEquals(
          "online", Schemas.check("status", status.bytes()).path("state").textValue());
      Subscriber.Heard yard = subscriber.await("camera/yard/state", 1).getFirst();
      assertTrue(yard.retained());
      assertEquals(
          "offline", Schemas.check("camera-state", yard.bytes()).path("state").textValue());
      hub.cameraState(Samples.offline("door", "gone"));
      subscriber.await("camera/door/state", one -> one.text().contains("gone"));
      hub.stop(Duration.ofSeconds(2));
      Subscriber.Heard stopped = subscriber.await("gate/status", one -> !one.retained());
      assertEquals(
          "stopped", Schemas.check("status", stopped.bytes()).path("reason").textValue());
      assertEquals(2, subscriber.heard("gate/status").size());
    }
  }

  @Test
  void aBrokerThatComesLateHearsWhatWaitedAsLate() throws Exception {
    int port = broker.port();
    broker.close();
    EventHub hub = Hubs.start(folder, Hubs.broker(port));
    hub.publish(Samples.identify("door", "v1", Instant.now().minusSeconds(3)));
    hub.publish(Samples.identify("door", "v2", Instant.now()));
    Await.until(
        SOON,
        () -> !hub.stats().broker().detail().equals("connecting"),
        "a reason " + hub.stats());
    assertFalse(hub.stats().broker().connected());
    assertEquals(2, hub.stats().queued());
    broker = DemoBroker.start(port);
    try (Subscriber subscriber = Subscriber.on(port)) {
      awaitDelivered(hub);
      awaitConnected(hub);
      assertEquals("", hub.stats().broker().detail());
      hub.publish(Samples.identify("door", "v3", Instant.now()));
      subscriber.await("identify", one -> one.text().contains("\"v3\""));
    }
    hub.stop(Duration.ofSeconds(2));
  }

  @Test
  void homeAssistantIsIntroducedAgainWhenItStarts() throws Exception {
    EventHub hub =
        Hubs.start(folder, Hubs.broker(broker.port()), HomeAssistantConfig.on());
    hub.cameraState(Samples.online("door", 9.5));
    awaitConnected(hub);
    try (Subscriber subscriber = Subscriber.on(broker.port())) {
      subscriber.await("gate/status", 1);
      subscriber.publish("homeassistant/status", "online", false);
      Subscriber.Heard config =
          subscriber.await(
              "homeassistant/event/facegate_gate/door_identify/config", one -> !one.retained());
      assertTrue(config.text().contains("\"state_topic\":\"facegate/gate/camera/door/identify\""));
      subscriber.await("homeassistant/binary_sensor/facegate_gate/door_connected/config", 1);
    }
    hub.stop(Duration.ofSeconds(2));
  }

  @Test
  void aPeerThatDropsEveryConnectionCostsNoThreads() throws Exception {
    try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> dropAll(rude));
      EventHub hub = Hubs.start(folder, Hubs.broker(rude.getLocalPort()));
      Await.until(
          SOON,
          () -> !hub.stats().broker().detail().equals("connecting"),
          "a reason " + hub.stats());
      Await.until(SOON, () -> pahoThreads() <= 4, "few threads");
      Thread.sleep(2000);
      Await.until(SOON, () -> pahoThreads() <= 4, "few threads after many attempts");
      hub.stop(Duration.ofSeconds(1));
      Await.until(SOON, () -> pahoThreads() == 0, "no thread left behind");
    }
  }

  private static void dropAll(ServerSocket rude) {
    while (!rude.isClosed()) {
      try (Socket peer = rude.accept()) {
        assertTrue(peer.isConnected());
      } catch (IOException e) {
        return;
      }
    }
  }

  private static long pahoThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("facegate-gate"))
        .count();
  }

  @Test
  void nobodyThereIsNoHindrance() throws Exception {
    EventHub hub = Hubs.start(folder, Hubs.broker(FreePort.next()));
    hub.publish(Samples.unknown("door", "v1", Instant.now()));
    hub.stop(Duration.ofSeconds(2));
    assertEquals(1, hub.stats().taken());
    assertEquals(1, hub.stats().queued());
  }

  @Test
  void configurationHidesThePassword() throws MqttException {
    BrokerConfig config = Hubs.broker("mqtt://broker", "gate", "geheim", null);
    assertFalse(config.toString().contains("geheim"));
    assertEquals(1883, config.port());
    assertEquals(8883, Hubs.broker("mqtts://broker", null, null, null).port());
    assertNull(config.caFile());
  }
}
