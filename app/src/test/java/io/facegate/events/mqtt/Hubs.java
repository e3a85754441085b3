package io.facegate.events.mqtt;

import io.facegate.events.EventHub;
import io.facegate.events.EventsConfig;
import io.facegate.events.HomeAssistantConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Hubs as tests need them: quick to connect again. */
final class Hubs {
  private Hubs() {}

  /** A broker on this machine, without a password. */
  static BrokerConfig broker(int port) {
    return broker("mqtt://127.0.0.1:" + port, null, null, null);
  }

  /** A broker anywhere. */
  static BrokerConfig broker(
      String uri, @Nullable String user, @Nullable String password, @Nullable Path caFile) {
    return new BrokerConfig(
        URI.create(uri), user, password, null, caFile, null, null, Duration.ofSeconds(5),
        Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(50),
        Duration.ofMillis(300), 64);
  }

  /** A started hub of device {@code gate}. */
  static EventHub start(Path folder, BrokerConfig broker) throws IOException {
    return start(folder, broker, HomeAssistantConfig.off());
  }

  /** A started hub of device {@code gate}. */
  static EventHub start(Path folder, BrokerConfig broker, HomeAssistantConfig homeAssistant)
      throws IOException {
    EventsConfig defaults = EventsConfig.defaults("gate", folder);
    EventsConfig config =
        new EventsConfig(
            "gate", "facegate", Duration.ofSeconds(2), Duration.ofHours(1),
            Duration.ofSeconds(1), defaults.outbox(), homeAssistant);
    EventHub hub =
        EventHub.open(config, InstantSource.system(), feed -> new MqttPublisher(broker, feed));
    hub.start();
    return hub;
  }
}
