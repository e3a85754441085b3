package io.facegate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which changes of a configuration wait for a restart. */
class ReloaderTest {
  private static final int TAKEN_OVER_AT_ONCE = List.of("log", "access", "cameras").size();

  @Test
  void everySectionIsTakenOverAtOnceOrNamed() {
    assertEquals(
        GatewayConfig.class.getRecordComponents().length,
        Reloader.fixed().size() + TAKEN_OVER_AT_ONCE);
  }

  @Test
  void theSameConfigurationWaitsForNothing() {
    String yaml =
        """
        access: {networks: [10.0.0.0/8], token: sixteen letters or more}
        download: {networks: [10.0.0.0/8, "fd00::/8"]}
        broker: {address: "mqtt://10.1.0.3", password: secret}
        https: {enabled: true, names: [gate.example.org]}
        """;
    assertEquals(List.of(), Reloader.waiting(read(yaml), read(yaml)));
    assertEquals(read(yaml).access(), read(yaml).access());
    assertEquals(read(yaml), read(yaml));
  }

  @Test
  void whatNeedsARestartIsNamed() {
    assertEquals(
        List.of("http", "http.limits", "ops", "models, pictures", "gallery"),
        Reloader.waiting(
            read(""),
            read(
                """
                http: {port: 80, limits: {requestsMax: 5}}
                ops: {port: 81}
                models: {detectionScoreMin: 0.5}
                gallery: {facesMax: 7}
                log: {level: debug}
                access: {networks: [10.0.0.0/8]}
                """)));
  }

  private static GatewayConfig read(String yaml) {
    return new GatewayConfigReader(Map.of()).read("it", yaml);
  }
}
