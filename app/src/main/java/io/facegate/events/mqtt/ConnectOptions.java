package io.facegate.events.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.facegate.events.EventFeed;
import io.facegate.events.Outgoing;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Says to Paho how to connect: a clean session, one attempt, our last will. */
final class ConnectOptions {
  private static final long INCOMING_BYTES_MAX = 64 << 10;

  private ConnectOptions() {}

  /**
   * Options for one attempt.
   *
   * @throws IOException when a password or TLS file cannot be read
   */
  static MqttConnectionOptions of(BrokerConfig config, EventFeed feed) throws IOException {
    MqttConnectionOptions options = withoutWill(config);
    Outgoing will = feed.will();
    MqttProperties properties = new MqttProperties();
    properties.setContentType("application/json");
    properties.setPayloadFormat(true);
    options.setWill(will.topic(), new MqttMessage(will.payload(), 1, true, properties));
    options.setWillMessageProperties(properties);
    return options;
  }

  /**
   * Options for one attempt whose end nobody needs to hear of.
   *
   * @throws IOException when a password or TLS file cannot be read
   */
  static MqttConnectionOptions withoutWill(BrokerConfig config) throws IOException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setUseSubscriptionIdentifiers(false);
    options.setMaximumPacketSize(INCOMING_BYTES_MAX);
    options.setKeepAliveInterval((int) config.keepAlive().toSeconds());
    options.setConnectionTimeout((int) Math.max(1, config.connectTimeout().toSeconds()));
    if (config.username() != null) {
      options.setUserName(config.username());
    }
    setPassword(options, config);
    if (config.isSecure()) {
      options.setSocketFactory(TlsFiles.sockets(config));
    }
    return options;
  }

  private static void setPassword(MqttConnectionOptions options, BrokerConfig config)
      throws IOException {
    if (config.password() != null) {
      options.setPassword(config.password().getBytes(UTF_8));
    } else if (config.passwordFile() != null) {
      try {
        options.setPassword(Files.readString(config.passwordFile()).strip().getBytes(UTF_8));
      } catch (IOException e) {
        throw new IOException("the broker password cannot be read: " + e.getMessage(), e);
      }
    }
  }
}
