package io.facegate.events.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.facegate.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A client that hears everything, and keeps it. */
final class Subscriber implements AutoCloseable {
  private static final long PATIENCE_MS = 10_000;

  private final MqttAsyncClient client;
  private final List<Heard> heard = Collections.synchronizedList(new ArrayList<>());

  /** One message. */
  record Heard(String topic, String text, boolean retained, MqttProperties properties) {
    byte[] bytes() {
      return text.getBytes(UTF_8);
    }
  }

  private Subscriber(MqttAsyncClient client) {
    this.client = client;
  }

  /** Subscribes to everything at a broker on this machine. */
  static Subscriber on(int port) throws MqttException {
    MqttAsyncClient client =
        new MqttAsyncClient(
            "tcp://127.0.0.1:" + port, "sub-" + UUID.randomUUID(), new MemoryPersistence());
    Subscriber subscriber = new Subscriber(client);
    client.setCallback(subscriber.new Ear());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUseSubscriptionIdentifiers(false);
    client.connect(options).waitForCompletion(PATIENCE_MS);
    client.subscribe("#", 1).waitForCompletion(PATIENCE_MS);
    return subscriber;
  }

  /** Everything heard so far. */
  List<Heard> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  /** What was heard on topics that end so. */
  List<Heard> heard(String topicEnding) {
    return heard().stream().filter(one -> one.topic.endsWith(topicEnding)).toList();
  }

  /** Waits for a message. */
  Heard await(String topicEnding, Predicate<Heard> wanted) {
    Await.until(
        Duration.ofSeconds(20),
        () -> heard(topicEnding).stream().anyMatch(wanted),
        "a message on " + topicEnding + "; heard " + heard());
    return heard(topicEnding).stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Waits until so many messages came. */
  List<Heard> await(String topicEnding, int count) {
    Await.until(
        Duration.ofSeconds(20),
        () -> heard(topicEnding).size() >= count,
        count + " messages on " + topicEnding + "; heard " + heard(topicEnding).size());
    return heard(topicEnding);
  }

  /** Sends something. */
  void publish(String topic, String text, boolean retained) throws MqttException {
    client.publish(topic, text.getBytes(UTF_8), 1, retained).waitForCompletion(PATIENCE_MS);
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect(0).waitForCompletion(PATIENCE_MS);
    }
  }

  private final class Ear implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      String text = new String(message.getPayload(), UTF_8);
      heard.add(new Heard(topic, text, message.isRetained(), message.getProperties()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String address) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
