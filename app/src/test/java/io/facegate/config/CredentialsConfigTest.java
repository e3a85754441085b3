package io.facegate.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.facegate.access.tls.TlsIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialsConfigTest {
  @Test
  void masterKeyStandsBesideTheDataUnlessToldOtherwise() {
    assertEquals(
        Path.of("/srv/gate/data-master.key"), read("data: /srv/gate/data").keys().masterKeyFile());
    GatewayConfig told =
        read("data: /srv\nkeys: {masterKeyFile: /etc/k, clockSkewMax: 1m, signatureLifeMax: 2m}");
    assertEquals(Path.of("/etc/k"), told.keys().masterKeyFile());
    assertEquals(Path.of("/srv"), told.keys().folder());
    assertEquals(Duration.ofMinutes(1), told.keys().clockSkewMax());
    assertEquals(Duration.ofMinutes(2), told.keys().signatureLifeMax());
  }

  @Test
  void certificateIsOursOrTheOperators() {
    assertEquals(
        new TlsIdentity.OwnAuthority(Path.of("/srv/tls"), List.of("gate.example.org", "10.1.0.5")),
        read("data: /srv\nhttps: {enabled: true, names: [gate.example.org, 10.1.0.5]}")
            .https()
            .identity());
    assertEquals(
        new TlsIdentity.OperatorFiles(Path.of("/c.pem"), Path.of("/k.pem")),
        read("https: {certificateFile: /c.pem, keyFile: /k.pem}").https().identity());
  }

  @Test
  void faultsAreTold() {
    assertThrows(ConfigException.class, () -> read("https: {certificateFile: /c.pem}"));
    assertThrows(ConfigException.class, () -> read("https: {keyFile: /k.pem}"));
    assertThrows(ConfigException.class, () -> read("https: {names: [\"not a name\"]}"));
    assertThrows(ConfigException.class, () -> read("https: {port: 70000}"));
    assertThrows(ConfigException.class, () -> read("keys: {requestsPerSecondMax: -1}"));
  }

  private static GatewayConfig read(String yaml) {
    return new GatewayConfigReader(Map.of()).read("it", yaml);
  }
}
