package io.facegate.events.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.events.EventHub;
import io.facegate.events.Samples;
import io.facegate.testing.Await;
import io.facegate.testing.BrokerFiles;
import io.facegate.testing.FreePort;
import io.facegate.testing.Mosquitto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords, permissions and TLS, with certificates made for the test. */
class BrokerAccessIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  @TempDir Path outbox;
  private BrokerFiles files;
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    files = new BrokerFiles(folder);
    port = FreePort.next();
  }

  private Mosquitto withPassword(String... more) throws Exception {
    List<String> lines = new ArrayList<>(files.password("gate", "correct"));
    lines.addAll(List.of(more));
    return Mosquitto.start(folder, port, lines);
  }

  private EventHub start(BrokerConfig config) throws IOException {
    EventHub hub = Hubs.start(outbox, config);
    hub.publish(Samples.identify("door", "v1", Instant.now()));
    return hub;
  }

  private static void awaitDelivered(EventHub hub) {
    Await.until(
        SOON, () -> hub.stats().queued() == 0, "an empty outbox " + hub.stats().broker().detail());
  }

  private static void awaitDetail(EventHub hub, String words) {
    Await.until(
        SOON, () -> hub.stats().broker().detail().contains(words), "a detail with " + words);
  }

  @Test
  void wrongPasswordIsSeenAndTheRightOneWorks() throws Exception {
    try (Mosquitto broker = withPassword()) {
      String uri = "mqtt://127.0.0.1:" + broker.port();
      EventHub hub = start(Hubs.broker(uri, "gate", "wrong", null));
      awaitDetail(hub, "not authorized");
      assertFalse(hub.stats().broker().connected());
      hub.stop(Duration.ofSeconds(1));
      assertEquals(1, hub.stats().queued());
      EventHub again = start(Hubs.broker(uri, "gate", "correct", null));
      awaitDelivered(again);
      again.stop(Duration.ofSeconds(1));
    }
  }

  @Test
  void passwordComesFromAFileToo() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "correct\n");
    try (Mosquitto broker = withPassword()) {
      BrokerConfig plain = Hubs.broker("mqtt://127.0.0.1:" + broker.port(), "gate", null, null);
      EventHub hub =
          start(
              new BrokerConfig(
                  plain.uri(), "gate", null, secret, null, null, null, plain.keepAlive(),
                  plain.connectTimeout(), plain.acknowledgeTimeout(), plain.reconnectMin(),
                  plain.reconnectMax(), 1));
      awaitDelivered(hub);
      hub.stop(Duration.ofSeconds(1));
    }
  }

  @Test
  void eventsThatAreNotPermittedWaitUntilTheyAre() throws Exception {
    Path acl = folder.resolve("acl");
    Files.writeString(acl, "user gate\ntopic write facegate/gate/status\n");
    try (Mosquitto broker = withPassword("acl_file " + acl)) {
      EventHub hub =
          start(Hubs.broker("mqtt://127.0.0.1:" + broker.port(), "gate", "correct", null));
      awaitDetail(hub, "refuses events: not authorized");
      assertEquals(1, hub.stats().queued());
      Files.writeString(acl, "user gate\ntopic write facegate/#\n");
      broker.kill();
      broker.restart();
      awaitDelivered(hub);
      hub.stop(Duration.ofSeconds(1));
    }
  }

  private Mosquitto withTls(boolean clientToo) throws Exception {
    return Mosquitto.start(folder, port, files.tls(clientToo));
  }

  private BrokerConfig tls(@Nullable Path caFile, boolean certificate) {
    BrokerConfig plain = Hubs.broker("mqtts://localhost:" + port, null, null, caFile);
    return new BrokerConfig(
        plain.uri(), null, null, null, caFile,
        certificate ? folder.resolve("client.crt") : null,
        certificate ? folder.resolve("client.key") : null,
        plain.keepAlive(), plain.connectTimeout(), plain.acknowledgeTimeout(),
        plain.reconnectMin(), plain.reconnectMax(), 64);
  }

  @Test
  void tlsWithOurOwnAuthority() throws Exception {
    files.certificates("DNS:localhost");
    try (Mosquitto broker = withTls(false)) {
      EventHub stranger = start(tls(null, false));
      awaitDetail(stranger, "certification path");
      assertTrue(broker.log().contains("mosquitto"));
      stranger.stop(Duration.ofSeconds(1));
      EventHub hub = start(tls(folder.resolve("ca.crt"), false));
      awaitDelivered(hub);
      hub.stop(Duration.ofSeconds(1));
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws Exception {
    files.certificates("DNS:elsewhere");
    try (Mosquitto broker = withTls(false)) {
      EventHub hub = start(tls(folder.resolve("ca.crt"), false));
      awaitDetail(hub, "localhost");
      assertEquals(1, hub.stats().queued());
      assertEquals(port, broker.port());
      hub.stop(Duration.ofSeconds(1));
    }
  }

  @Test
  void theGatewayProvesWhoItIs() throws Exception {
    files.certificates("DNS:localhost");
    try (Mosquitto broker = withTls(true)) {
      EventHub hub = start(tls(folder.resolve("ca.crt"), true));
      awaitDelivered(hub);
      assertEquals(port, broker.port());
      hub.stop(Duration.ofSeconds(1));
    }
  }
}
