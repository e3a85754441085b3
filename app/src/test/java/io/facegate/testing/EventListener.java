package io.facegate.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;

/** A building system: a plain MQTT 5 subscriber that remembers all it heard. */
public final class EventListener implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MqttClient client;
  private final List<Heard> heard = new ArrayList<>();

  /**
   * A message.
   *
   * @param atNanos when it came, by {@link System#nanoTime()}
   */
  public record Heard(String topic, JsonNode json, boolean retained, long atMillis, long atNanos) {}

  /** Subscribes to everything below {@code facegate/}. */
  public EventListener(int port) {
    try {
      client =
          new MqttClient("tcp://127.0.0.1:" + port, "listener-" + UUID.randomUUID(),
              new MemoryPersistence());
      MqttConnectionOptions options = new MqttConnectionOptions();
      options.setCleanStart(true);
      client.connect(options);
      IMqttMessageListener listener = this::take;
      client.subscribe(
          new MqttSubscription[] {new MqttSubscription("facegate/#", 1)},
          new IMqttMessageListener[] {listener});
    } catch (MqttException e) {
      throw new AssertionError("no broker to listen to", e);
    }
  }

  /** What was heard so far and passes, in order. */
  public synchronized List<Heard> heard(Predicate<Heard> wanted) {
    return heard.stream().filter(wanted).toList();
  }

  /** Events, retained states left out. */
  public List<Heard> events() {
    return heard(message -> message.json().has("uuid"));
  }

  @Override
  public void close() {
    try {
      client.disconnectForcibly(100, 100, false);
      client.close();
    } catch (MqttException e) {
      throw new AssertionError(e);
    }
  }

  private synchronized void take(String topic, MqttMessage message) throws IOException {
    heard.add(
        new Heard(
            topic,
            JSON.readTree(message.getPayload()),
            message.isRetained(),
            System.currentTimeMillis(),
            System.nanoTime()));
  }
}
