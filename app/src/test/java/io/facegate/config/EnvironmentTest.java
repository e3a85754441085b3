package io.facegate.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every key outside of a list can be overridden by the environment, and in the same way. */
class EnvironmentTest {
  /* Something else than the default for keys of each kind. */
  private static final String YAML =
      """
      device: gate-7
      data: /srv/gate
      http:
        address: 127.0.0.1
        port: 8400
        limits: {bodyBytesMax: 4MiB, bodiesBytesMax: 40MiB, requestsMax: 7, connectionsMax: 8,
          bodyTimeMax: 11s, silenceMax: 9s, idleMax: 2m}
      https: {enabled: true, address: 127.0.0.1, port: 8443, folder: /srv/tls,
        names: [gate.example.org, 10.1.0.5]}
      access: {networks: [10.0.0.0/8, "fd00::/8"], token: sixteen letters or more}
      keys: {masterKeyFile: /srv/key, clockSkewMax: 1m, signatureLifeMax: 2m,
        requestsPerSecondMax: 3}
      download: {hosts: [a.example.org, b.example.org], networks: [10.0.0.0/8], bytesMax: 1MiB,
        timeMax: 2s, redirectsMax: 1}
      ops: {address: 127.0.0.2, port: 8401}
      log: {level: debug, format: json}
      models: {detectionScoreMin: 0.5, detectionSidePxMax: 640}
      engines: {order: [onnx], precision: fp32, openTimeMax: 1m,
        openvino: {devices: [NPU, GPU], performanceHint: throughput, requests: 3, runTimeMax: 3s}}
      pictures: {bytesMax: 2MiB, pixelsMax: 1000000, sidePxMax: 4000}
      service:
        pictures: {threads: 3, queueMax: 5, queueTimeMax: 1s, runTimeMax: 2s, stopTimeMax: 1s}
        faceSizePxMin: 33
        apiEvents: false
        apiEventScoreMin: 91.5
        persons: {groupsPerAppMax: 5, personsPerGroupMax: 6, facesPerPersonMax: 7,
          sameScoreMin: 81, sameFaceCosineMin: 0.9}
      gallery: {facesPerPersonMax: 3, facesMax: 44, groupsMax: 5, savedFacesMax: 6}
      events:
        topicPrefix: site/a
        lateAfter: 1s
        expiresAfter: 1h
        cameraStateEvery: 20s
        outbox: {eventsMax: 50, bytesMax: 2MiB}
        homeAssistant: {enabled: true, prefix: ha}
      broker: {address: "mqtt://10.1.0.3:1884", user: gate, password: secret, keepAlive: 31s,
        connectTimeout: 11s, acknowledgeTimeout: 21s, reconnectMin: 1s, reconnectMax: 31s,
        inFlightMax: 65}
      """;

  @Test
  void theEnvironmentSaysAllThatAFileCan() {
    Map<String, String> environment = environment(YAML);
    assertTrue(environment.size() > 70, environment.keySet().toString());
    GatewayConfig byFile = new GatewayConfigReader(Map.of()).read("a file", YAML);
    GatewayConfig byEnvironment = new GatewayConfigReader(environment).read("nothing", "");
    assertEquals(byFile, byEnvironment);
    assertEquals(8400, byEnvironment.http().port());
  }

  @Test
  void theEnvironmentWinsOverTheFile() {
    GatewayConfig both =
        new GatewayConfigReader(environment(YAML))
            .read("a file", "http: {port: 1}\nbroker: {address: \"mqtt://nobody\"}\n");
    assertEquals(8400, both.http().port());
    assertEquals("10.1.0.3", both.broker().orElseThrow().uri().getHost());
  }

  private static Map<String, String> environment(String yaml) {
    ConfigProblems problems = new ConfigProblems();
    Map<String, String> environment = new LinkedHashMap<>();
    flatten("FACEGATE", new YamlReader(problems).read(yaml), environment);
    assertEquals(List.of(), problems.list());
    assertEquals(environment.size(), new TreeSet<>(environment.keySet()).size());
    return environment;
  }

  private static void flatten(String name, Yaml value, Map<String, String> environment) {
    switch (value) {
      case Yaml.Mapping mapping ->
          mapping
              .entries()
              .forEach(
                  (key, inner) ->
                      flatten(name + "_" + key.toUpperCase(Locale.ROOT), inner, environment));
      case Yaml.Sequence sequence ->
          environment.put(
              name,
              sequence.items().stream()
                  .map(item -> ((Yaml.Scalar) item).text())
                  .collect(Collectors.joining(", ")));
      case Yaml.Scalar scalar -> environment.put(name, scalar.text());
    }
  }
}
