package io.facegate.events.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.events.EventHub;
import io.facegate.events.Schemas;
import io.facegate.testing.Await;
import io.facegate.testing.Mosquitto;
import io.facegate.testing.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that publish and are killed, and a broker that is killed as well. */
class OutboxCrashIT {
  private static final int ROUNDS = 20;
  private static final List<Fault> FAULTS =
      List.of(Fault.NONE, Fault.HANGS, Fault.NONE, Fault.AWAY);
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path brokerFolder;
  @TempDir Path folder;

  private final NavigableSet<Integer> accepted = new ConcurrentSkipListSet<>();
  private final Map<Integer, String> received = new HashMap<>();
  private final Map<Long, String> numbers = new HashMap<>();

  @Test
  void whatWasAcceptedArrivesUnderOneId() throws Exception {
    Random random = new Random(2026);
    Path outbox = folder.resolve("outbox");
    try (Mosquitto broker = Mosquitto.open(brokerFolder)) {
      for (int round = 0; round < ROUNDS; round++) {
        round(broker, outbox, random, FAULTS.get(round % FAULTS.size()));
      }
      drain(broker, outbox);
    }
    Set<Integer> missing = new TreeSet<>(accepted);
    missing.removeAll(received.keySet());
    assertEquals(Set.of(), missing, "accepted but never received, of " + accepted.size());
    assertTrue(accepted.size() > ROUNDS * 5, "only " + accepted.size() + " events");
  }

  /** What is wrong with the broker while the publishing process lives. */
  private enum Fault {
    NONE,
    AWAY,
    HANGS
  }

  private void round(Mosquitto broker, Path outbox, Random random, Fault fault)
      throws Exception {
    int first = accepted.isEmpty() ? 0 : accepted.last() + 100;
    try (Subscriber subscriber = Subscriber.on(broker.port())) {
      if (fault == Fault.AWAY) {
        broker.kill();
      }
      Process child = PublishingChild.start(outbox, broker.port(), first, 1 + random.nextInt(4));
      Thread reader = Thread.ofVirtual().start(() -> readNumbers(child));
      awaitAccepted(child, 5 + random.nextInt(200));
      if (fault == Fault.HANGS) {
        hang(broker, subscriber, child, first);
      }
      Thread.sleep(random.nextInt(40));
      child.destroyForcibly().waitFor();
      reader.join();
      if (fault == Fault.NONE) {
        hearAll(subscriber, first);
      } else {
        broker.kill();
        broker.restart();
        /* What was still on its way to us when the broker began to hang has arrived by now. */
        note(subscriber);
      }
    }
  }

  private void awaitAccepted(Process child, int more) {
    int enough = accepted.size() + more;
    Await.until(SOON, () -> accepted.size() >= enough || !child.isAlive(), "accepted events");
    assertTrue(child.isAlive(), "the publishing process ended by itself");
  }

  /* Nothing is under way when the broker begins to hang; what is sent then, nobody takes. */
  private void hang(Mosquitto broker, Subscriber subscriber, Process child, int number)
      throws Exception {
    subscriber.await("door/identify", 1);
    Signals.hold(child.pid());
    hearAll(subscriber, number);
    Signals.hold(broker.pid());
    Signals.release(child.pid());
    awaitAccepted(child, 30);
  }

  /* What the broker took may still be on its way to us when the publishing process dies. */
  private void hearAll(Subscriber subscriber, int number) throws MqttException {
    subscriber.publish("marker/" + number, "", false);
    subscriber.await("marker/" + number, 1);
    note(subscriber);
  }

  private void readNumbers(Process child) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
      lines.lines().forEach(line -> accepted.add(Integer.valueOf(line.strip())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void drain(Mosquitto broker, Path outbox) throws Exception {
    try (Subscriber subscriber = Subscriber.on(broker.port())) {
      EventHub hub = Hubs.start(outbox, Hubs.broker(broker.port()));
      Await.until(SOON, () -> hub.stats().queued() == 0, "an empty outbox");
      assertEquals(0, hub.stats().lost());
      assertEquals(0, hub.stats().corrupt());
      hub.stop(Duration.ofSeconds(2));
      subscriber.await("gate/status", heard -> heard.text().contains("stopped"));
      note(subscriber);
    }
  }

  private void note(Subscriber subscriber) {
    for (Subscriber.Heard heard : subscriber.heard("/identify")) {
      JsonNode event = Schemas.check("event", heard.bytes());
      String uuid = event.path("uuid").textValue();
      int number = Integer.parseInt(event.path("visit_id").textValue());
      assertEquals(uuid, received.getOrDefault(number, uuid), "two ids for event " + number);
      received.put(number, uuid);
      long sequence = event.path("seq").longValue();
      assertEquals(uuid, numbers.getOrDefault(sequence, uuid), "two events of seq " + sequence);
      numbers.put(sequence, uuid);
    }
  }

  @Test
  void aKilledGatewayIsSaidToBeLost() throws Exception {
    try (Mosquitto broker = Mosquitto.open(brokerFolder);
        Subscriber subscriber = Subscriber.on(broker.port())) {
      Process child = PublishingChild.start(folder.resolve("outbox"), broker.port(), 0, 50);
      Thread.ofVirtual().start(() -> readNumbers(child));
      subscriber.await("gate/status", heard -> heard.text().contains("online"));
      subscriber.await("door/identify", 1);
      child.destroyForcibly().waitFor();
      Subscriber.Heard will =
          subscriber.await("gate/status", heard -> heard.text().contains("offline"));
      JsonNode status = Schemas.check("status", will.bytes());
      assertEquals("lost", status.path("reason").textValue());
    }
  }
}
