package io.facegate.events.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * Tries a broker beside the service: one message there and back, under a client id of its own, so
 * that the service's connection stays.
 */
public final class BrokerTrial {
  private static final int QOS = 1;
  private static final int REFUSALS_FROM = 0x80;
  private static final long EXPIRY_SECONDS = 60;

  private final BrokerConfig config;
  private final String topic;
  private final Duration patience;
  private final byte[] payload;
  private final CompletableFuture<Long> returned = new CompletableFuture<>();

  /**
   * How long things took.
   *
   * @param connect until the broker had accepted the connection
   * @param acknowledged from the publishing until the broker had acknowledged it
   * @param roundTrip from the publishing until the message had come back
   */
  public record Round(Duration connect, Duration acknowledged, Duration roundTrip) {}

  /**
   * A trial.
   *
   * @param topic where the message goes; it is not retained
   * @param patience for each answer of the broker, once it has accepted the connection
   */
  public BrokerTrial(BrokerConfig config, String topic, Duration patience) {
    this.config = config;
    this.topic = topic;
    this.patience = patience;
    this.payload = "{\"test\":\"%s\"}".formatted(UUID.randomUUID()).getBytes(UTF_8);
  }

  /**
   * Makes the trial.
   *
   * @throws BrokerTrialException when the message did not come back; it says why
   */
  public Round run() throws BrokerTrialException, InterruptedException {
    long startNanos = System.nanoTime();
    MqttAsyncClient client = connected();
    try {
      Duration connect = Duration.ofNanos(System.nanoTime() - startNanos);
      subscribe(client);
      return round(client, connect);
    } finally {
      leave(client);
    }
  }

  private MqttAsyncClient connected() throws BrokerTrialException {
    String scheme = config.isSecure() ? BrokerSocketFactory.SECURE : BrokerSocketFactory.PLAIN;
    String address = "%s://%s:%d".formatted(scheme, config.uri().getHost(), config.port());
    String id = "facegate-test-" + UUID.randomUUID().toString().substring(0, 8);
    MqttConnectionOptions options;
    try {
      options = ConnectOptions.withoutWill(config);
    } catch (IOException unreadable) {
      throw new BrokerTrialException(BrokerFault.FILES, unreadable);
    }
    try {
      MqttAsyncClient client = new MqttAsyncClient(address, id, new MemoryPersistence());
      client.setCallback(new Echo());
      try {
        client
            .connect(options)
            .waitForCompletion(config.connectTimeout().multipliedBy(2).toMillis());
      } catch (MqttException failed) {
        leave(client);
        throw failed;
      }
      return client;
    } catch (MqttException failed) {
      throw new BrokerTrialException(BrokerFault.of(failed), failed);
    }
  }

  private void subscribe(MqttAsyncClient client) throws BrokerTrialException {
    try {
      IMqttToken answer = client.subscribe(topic, QOS);
      answer.waitForCompletion(patience.toMillis());
      requireGranted(answer, BrokerFault.SUBSCRIBE_REFUSED);
    } catch (MqttException failed) {
      throw new BrokerTrialException(refusal(failed, BrokerFault.SUBSCRIBE_REFUSED), failed);
    }
  }

  private Round round(MqttAsyncClient client, Duration connect)
      throws BrokerTrialException, InterruptedException {
    MqttProperties properties = new MqttProperties();
    properties.setContentType("application/json");
    properties.setPayloadFormat(true);
    properties.setMessageExpiryInterval(EXPIRY_SECONDS);
    long sentNanos = System.nanoTime();
    Duration acknowledged;
    try {
      IMqttToken answer =
          client.publish(topic, new MqttMessage(payload, QOS, false, properties));
      answer.waitForCompletion(patience.toMillis());
      requireGranted(answer, BrokerFault.PUBLISH_REFUSED);
      acknowledged = Duration.ofNanos(System.nanoTime() - sentNanos);
    } catch (MqttException failed) {
      throw new BrokerTrialException(refusal(failed, BrokerFault.PUBLISH_REFUSED), failed);
    }
    try {
      long cameNanos = returned.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Round(connect, acknowledged, Duration.ofNanos(cameNanos - sentNanos));
    } catch (TimeoutException | ExecutionException lost) {
      throw new BrokerTrialException(
          BrokerFault.NOT_RETURNED, "acknowledged after " + acknowledged.toMillis() + " ms");
    }
  }

  private static void requireGranted(IMqttToken answer, BrokerFault refused)
      throws BrokerTrialException {
    int[] codes = answer.getReasonCodes();
    if (codes != null && Arrays.stream(codes).anyMatch(code -> code >= REFUSALS_FROM)) {
      throw new BrokerTrialException(refused, Reasons.of(codes[0], null));
    }
  }

  /* A broker may also cut the connection of whoever asks for what is not permitted. */
  private static BrokerFault refusal(MqttException failed, BrokerFault refused) {
    return failed.getReasonCode() == MqttClientException.REASON_CODE_CLIENT_TIMEOUT
        ? BrokerFault.NO_ANSWER
        : refused;
  }

  private static void leave(MqttAsyncClient client) {
    try {
      if (client.isConnected()) {
        client.disconnect(0).waitForCompletion(1000);
      }
      client.close(true);
    } catch (MqttException gone) {
      System.getLogger(BrokerTrial.class.getName())
          .log(System.Logger.Level.DEBUG, "the connection was gone already", gone);
    }
  }

  /** Notes when our own message comes back. */
  private final class Echo implements MqttCallback {
    @Override
    public void messageArrived(String from, MqttMessage message) {
      if (Arrays.equals(message.getPayload(), payload)) {
        returned.complete(System.nanoTime());
      }
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
