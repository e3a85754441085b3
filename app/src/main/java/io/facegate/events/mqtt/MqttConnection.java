package io.facegate.events.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.facegate.events.EventFeed;
import io.facegate.events.Outgoing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a broker, from connect to loss. All methods but the callbacks belong to one
 * thread.
 */
final class MqttConnection implements AutoCloseable {
  /*
   * A Paho client lives for one connection only. Its own reconnecting and its reuse after a loss
   * are where its deadlocks and leaked threads are reported (eclipse-paho/paho.mqtt.java issues
   * 654, 763, 999, 1093), and our outbox already knows what to send again. For the same reasons the
   * callbacks do nothing but leave a note and wake the publishing thread.
   */
  private static final int QOS = 1;
  private static final int RECEIVE_MAX_UNSAID = 65_535;
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

  private final MqttAsyncClient client;
  private final Runnable signal;
  private final Queue<Acknowledgement> acknowledgements = new ConcurrentLinkedQueue<>();
  private final Map<Long, Long> sentNanos = new HashMap<>();
  private long sent;
  private int window = 1;
  private volatile @Nullable String lost;
  private volatile boolean introductionAsked;

  /** A message the broker answered for. */
  record Acknowledgement(long id, long sequence, int reasonCode) {
    boolean isRefusal() {
      return reasonCode >= 0x80;
    }
  }

  private MqttConnection(MqttAsyncClient client, Runnable signal) {
    this.client = client;
    this.signal = signal;
  }

  /**
   * Connects.
   *
   * @param signal called on any thread when there is something to look after
   * @throws IOException in words, when it did not work
   */
  static MqttConnection open(BrokerConfig config, EventFeed feed, Runnable signal)
      throws IOException, InterruptedException {
    String scheme = config.isSecure() ? BrokerSocketFactory.SECURE : BrokerSocketFactory.PLAIN;
    String address = "%s://%s:%d".formatted(scheme, config.uri().getHost(), config.port());
    try {
      MqttAsyncClient client =
          new MqttAsyncClient(address, feed.clientId(), new MemoryPersistence());
      MqttConnection connection = new MqttConnection(client, signal);
      client.setCallback(connection.new Callback());
      connection.connect(config, ConnectOptions.of(config, feed));
      return connection;
    } catch (MqttException e) {
      throw new IOException(Reasons.of(e), e);
    }
  }

  private void connect(BrokerConfig config, MqttConnectionOptions options)
      throws IOException, InterruptedException, MqttException {
    CompletableFuture<IMqttToken> answer = new CompletableFuture<>();
    client.connect(
        options, null, new Listener(answer::complete, answer::completeExceptionally));
    try {
      IMqttToken token =
          answer.get(config.connectTimeout().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
      MqttProperties said = token.getResponseProperties();
      Integer receiveMax = said == null ? null : said.getReceiveMaximum();
      window =
          Math.min(config.inFlightMax(), receiveMax == null ? RECEIVE_MAX_UNSAID : receiveMax);
    } catch (ExecutionException e) {
      throw new IOException(Reasons.of(e.getCause() == null ? e : e.getCause()), e);
    } catch (TimeoutException e) {
      close();
      throw new IOException("the broker does not answer", e);
    } catch (InterruptedException e) {
      close();
      throw e;
    }
  }

  /** Why the connection is gone; null while it is there. */
  @Nullable String lost() {
    return lost;
  }

  /** Whether another message may be sent. */
  boolean hasRoom() {
    return sentNanos.size() < window;
  }

  /** Whether messages wait for acknowledgement. */
  boolean isBusy() {
    return !sentNanos.isEmpty();
  }

  /** Whether some message has waited so long. */
  boolean isStalled(Duration patience) {
    long now = System.nanoTime();
    return sentNanos.values().stream().anyMatch(at -> now - at > patience.toNanos());
  }

  /** Sends a message; its acknowledgement comes later. */
  void publish(Outgoing message) throws MqttException {
    long id = ++sent;
    sentNanos.put(id, System.nanoTime());
    MqttProperties properties = new MqttProperties();
    properties.setContentType("application/json");
    properties.setPayloadFormat(true);
    if (message.expirySeconds() > 0) {
      properties.setMessageExpiryInterval(message.expirySeconds());
    }
    properties.setUserProperties(
        message.properties().entrySet().stream()
            .map(entry -> new UserProperty(entry.getKey(), entry.getValue()))
            .toList());
    MqttMessage packet =
        new MqttMessage(message.payload(), QOS, message.retained(), properties);
    try {
      client.publish(message.topic(), packet, null, acknowledgement(id, message.sequence()));
    } catch (MqttException e) {
      sentNanos.remove(id);
      throw e;
    }
  }

  private Listener acknowledgement(long id, long sequence) {
    return new Listener(
        token -> {
          int[] codes = token.getReasonCodes();
          int code = codes == null || codes.length == 0 ? 0 : codes[0];
          acknowledgements.add(new Acknowledgement(id, sequence, code));
          signal.run();
        },
        this::lose);
  }

  /** The acknowledgements that came since the last call. */
  List<Acknowledgement> acknowledgements() {
    List<Acknowledgement> came = new ArrayList<>();
    for (Acknowledgement one; (one = acknowledgements.poll()) != null; ) {
      sentNanos.remove(one.id);
      came.add(one);
    }
    return came;
  }

  /** Listens for wishes to be introduced. */
  void listen(String topic) throws MqttException {
    client.subscribe(topic, QOS);
  }

  /** Whether somebody wished to be introduced since the last call. */
  boolean takeIntroductionRequest() {
    boolean asked = introductionAsked;
    introductionAsked = false;
    return asked;
  }

  /** Says goodbye, so that the broker forgets the last will. */
  void disconnect(Duration atMost) {
    try {
      client.disconnect(0).waitForCompletion(Math.max(1, atMost.toMillis()));
      lost = "disconnected";
    } catch (MqttException e) {
      lose(e);
    }
  }

  /** Cuts the connection if it is still there; the broker then publishes the last will. */
  @Override
  public void close() {
    if (lost != null) {
      return;
    }
    lost = "closed";
    Thread closer = Thread.ofPlatform().daemon().name("mqtt-closer").start(this::cut);
    try {
      closer.join(CLOSE_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void cut() {
    try {
      client.disconnectForcibly(0, 1, false);
    } catch (MqttException e) {
      lose(e);
    }
  }

  private void lose(Throwable cause) {
    if (lost == null) {
      lost = Reasons.of(cause);
    }
    signal.run();
  }

  /** Leaves a note of how an operation ended. */
  private record Listener(Consumer<IMqttToken> success, Consumer<Throwable> failure)
      implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      success.accept(token);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      failure.accept(cause);
    }
  }

  /** Leaves a note of what the broker did. */
  private final class Callback implements MqttCallback {
    @Override
    public void disconnected(MqttDisconnectResponse response) {
      MqttException cause = response.getException();
      String reason = response.getReasonString();
      if (lost == null) {
        lost = cause != null ? Reasons.of(cause) : Reasons.of(response.getReturnCode(), reason);
      }
      signal.run();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      lose(exception);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      if (!message.isRetained() && new String(message.getPayload(), UTF_8).equals("online")) {
        introductionAsked = true;
        signal.run();
      }
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String address) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
