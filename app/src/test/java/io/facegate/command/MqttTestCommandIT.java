package io.facegate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.testing.BrokerFiles;
import io.facegate.testing.FreePort;
import io.facegate.testing.Mosquitto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code facegate mqtt test} with a real broker that permits, refuses, and asks for TLS. */
class MqttTestCommandIT {
  private static final String PASSWORD = "correct-horse";

  @TempDir private Path folder;
  private BrokerFiles files;
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    files = new BrokerFiles(folder);
    port = FreePort.next();
  }

  private Said say(String address, String... settings) throws IOException {
    StringBuilder yaml = new StringBuilder("device: gate\nbroker:\n");
    yaml.append("  address: \"%s\"\n".formatted(address));
    for (String setting : settings) {
      yaml.append("  ").append(setting).append('\n');
    }
    Path config = Files.writeString(folder.resolve("facegate.yaml"), yaml);
    Said said =
        Said.in(
            Map.of(), "mqtt", "test", "--seconds", "3", "--config", config.toString());
    assertFalse((said.out() + said.err()).contains(PASSWORD), said.err());
    return said;
  }

  private Said plain(String... settings) throws IOException {
    return say("mqtt://127.0.0.1:" + port, settings);
  }

  private Said secure(String... settings) throws IOException {
    return say("mqtts://localhost:" + port, settings);
  }

  private static void assertFailed(int status, String words, Said said) {
    assertEquals(status, said.status(), said.err());
    assertTrue(said.err().contains(words), said.err());
    assertEquals(1, said.err().lines().count(), said.err());
  }

  @Test
  void aMessageGoesThereAndBackAndIsNotKept() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, port, List.of("allow_anonymous true"))) {
      Said said = plain();
      assertEquals(0, said.status(), said.err());
      assertTrue(said.out().contains("facegate/gate/test"), said.out());
      assertTrue(said.out().matches("(?s).*received back in \\d+ ms.*"), said.out());
      Process kept =
          new ProcessBuilder(
                  "mosquitto_sub", "-p", String.valueOf(broker.port()), "-t", "#", "-W", "1")
              .start();
      assertEquals(0, kept.getInputStream().readAllBytes().length);
    }
  }

  @Test
  void passwordAndPermissionsAreExplained() throws Exception {
    Path acl = Files.writeString(folder.resolve("acl"), "user gate\ntopic facegate/#\n");
    List<String> lines = new ArrayList<>(files.password("gate", PASSWORD));
    lines.add("acl_file " + acl);
    String right = "password: " + PASSWORD;
    try (Mosquitto broker = Mosquitto.start(folder, port, lines)) {
      assertEquals("", plain("user: gate", right).err());
      assertFailed(1, "user \"gate\" in", plain("user: gate", "password: wrong"));
      assertFailed(1, "user \"\" in", plain());
      Files.writeString(acl, "user gate\ntopic write facegate/#\n");
      broker.kill();
      broker.restart();
      assertFailed(2, "may not read facegate/gate/test", plain("user: gate", right));
      Files.writeString(acl, "user gate\ntopic read facegate/#\n");
      broker.kill();
      broker.restart();
      assertFailed(1, "write to facegate/gate/test", plain("user: gate", right));
    }
  }

  @Test
  void whatCannotBeReachedIsExplained() throws Exception {
    assertFailed(69, "Nobody listens", plain());
    assertFailed(69, "No address is known", say("mqtt://no-such-broker.invalid"));
    Path config = Files.writeString(folder.resolve("none.yaml"), "device: gate\n");
    Said none = Said.in(Map.of(), "mqtt", "test", "--config", config.toString());
    assertFailed(1, "set broker.address", none);
  }

  @Test
  void trustIsExplained() throws Exception {
    files.certificates("DNS:localhost");
    try (Mosquitto broker = Mosquitto.start(folder, port, files.tls(false))) {
      assertEquals(0, secure("caFile: " + folder.resolve("ca.crt")).status());
      assertFailed(1, "broker.caFile", secure());
      assertFailed(1, "None of the authorities", secure("caFile: " + files.authority("other")));
      assertFailed(1, "wants TLS", say("mqtt://localhost:" + broker.port()));
      assertFailed(
          1, "not for 127.0.0.1",
          say("mqtts://127.0.0.1:" + port, "caFile: " + folder.resolve("ca.crt")));
    }
  }

  @Test
  void certificatesOfClientsAreExplained() throws Exception {
    files.certificates("DNS:localhost");
    String authority = "caFile: " + folder.resolve("ca.crt");
    try (Mosquitto broker = Mosquitto.start(folder, port, files.tls(true))) {
      assertEquals(port, broker.port());
      assertEquals(
          0,
          secure(
                  authority,
                  "certificateFile: " + folder.resolve("client.crt"),
                  "keyFile: " + folder.resolve("client.key"))
              .status());
      assertFailed(1, "certificate of the client", secure(authority));
    }
  }

  @Test
  void aPortWithoutTlsIsExplained() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder)) {
      assertFailed(1, "does not speak TLS", say("mqtts://localhost:" + broker.port()));
    }
  }
}
