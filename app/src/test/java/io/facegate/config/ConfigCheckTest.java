package io.facegate.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration is compared with the machine it is for, and everything is told at once. */
class ConfigCheckTest {
  private final Map<String, String> environment = new HashMap<>();

  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void place() {
    data = folder.resolve("data");
  }

  @Test
  void everythingThatIsMissingIsToldWithItsLine() throws IOException {
    Files.writeString(folder.resolve("catalog.json"), "{\"cards\": 5}");
    Path file = Files.writeString(folder.resolve("occupied"), "");
    ConfigReport report =
        check(
            """
            data: %s/below
            http: {port: 8443, prot: 1}
            https:
              enabled: true
              port: 8443
              certificateFile: /absent/chain.pem
              keyFile: /absent/key.pem
            access:
              tokenFile: /absent/token
            models:
              folder: %s
            keys:
              clockSkewMax: 5 parsecs
              masterKeyFile: %s/below/key
            cameras:
              - id: gate
                source: {kind: rtsp, address: "rtsp://10.1.0.2/"}
              - id: gate
                source: {kind: file, folder: /absent/videos, file: a.mp4}
            """
                .formatted(file, folder, file));
    assertEquals(
        List.of(
            "line 1: data cannot be a folder, for %s is not one".formatted(file),
            "line 2: http.prot is not a key here; did you mean port?",
            "line 5: https.port is 8443, as http.port is",
            "line 6: https.certificateFile names a file that does not exist: /absent/chain.pem",
            "line 7: https.keyFile names a file that does not exist: /absent/key.pem",
            "line 9: access.tokenFile names a file that does not exist: /absent/token",
            "line 11: models.folder names a folder whose catalog cannot be used"),
        words(report.problems()).subList(0, 7).stream()
            .map(words -> words.replaceAll("(cannot be used|as http.port is).*", "$1"))
            .toList());
    List<String> rest = words(report.problems()).subList(7, report.problems().size());
    assertEquals(4, rest.size(), rest.toString());
    assertTrue(rest.get(0).startsWith("line 13: keys.clockSkewMax is \"5 parsecs\", not a time"));
    assertTrue(rest.get(1).startsWith("line 14: keys.masterKeyFile lies in the data folder"));
    assertEquals("line 18: cameras[].id is another camera's too", rest.get(2));
    assertTrue(rest.get(3).startsWith("line 19: cameras[].source.folder names a folder that"));
    assertThrows(ConfigException.class, report::config);
  }

  @Test
  void whatTheMachineLacksIsToldFromWhatTheTextSaysWrongly() throws IOException {
    Path file = Files.writeString(folder.resolve("occupied"), "");
    Files.writeString(folder.resolve("empty"), "");
    environment.put("CREDENTIALS_DIRECTORY", folder.toString());
    String lacking =
        """
        data: %s/below
        https:
          enabled: true
          certificateFile: "credential:chain.pem"
          keyFile: /absent/key.pem
        access:
          tokenFile: %s
        models:
          folder: /absent/models
        broker:
          address: mqtts://broker.nowhere.invalid
          certificateFile: "credential:gate.pem"
          keyFile: /absent/gate.key
        cameras:
          - id: gate
            source: {kind: snap, passwordFile: "credential:gate"}
        """
            .formatted(file, folder.resolve("empty"));
    ConfigReport report = check(lacking);
    assertTrue(refused(report).ofSiteOnly(), words(report.problems()).toString());
    assertEquals(
        List.of(1, 4, 5, 7, 9, 12, 13, 16),
        report.problems().stream().map(ConfigProblems.Problem::line).toList());
    for (String wrong : List.of("colour: 1\n", "ops: {port: many}\n", "ops: {port: 8300}\n")) {
      assertFalse(refused(check(lacking + wrong)).ofSiteOnly(), wrong);
    }
    environment.put("FACEGATE_OPS_PORT", "many");
    assertFalse(refused(check(lacking)).ofSiteOnly());
    assertFalse(refused(check("data: [\n")).ofSiteOnly());
    byte[] latin = "device: \u00fc\n".getBytes(StandardCharsets.ISO_8859_1);
    Path foreign = Files.write(folder.resolve("foreign.yaml"), latin);
    ConfigException refusal =
        assertThrows(
            ConfigException.class, () -> new GatewayConfigReader(environment).check(foreign));
    assertFalse(refusal.ofSiteOnly());
    assertTrue(refusal.getMessage().contains("UTF-8"), refusal.getMessage());
    Path absent = folder.resolve("absent.yaml");
    assertTrue(
        assertThrows(
                ConfigException.class, () -> new GatewayConfigReader(environment).check(absent))
            .ofSiteOnly());
  }

  private static ConfigException refused(ConfigReport report) {
    return assertThrows(ConfigException.class, report::config);
  }

  @Test
  void secretsThatOthersMayReadAreWarnings() throws IOException {
    Path token = secret("token", "rw-r--r--");
    Path password = secret("password", "rw-r-----");
    ConfigReport report =
        check(
            """
            data: %s
            access: {tokenFile: %s}
            broker:
              address: mqtt://10.1.0.3
              user: gate
              passwordFile: %s
            cameras:
              - id: gate
                source: {kind: snap, password: eight eyes}
            """
                .formatted(data, token, password));
    assertEquals(List.of(), report.problems());
    assertEquals(2, report.warnings().size(), words(report.warnings()).toString());
    assertEquals(
        "line 2: access.tokenFile names a secret that everybody on this machine may read: "
            + "give it the group of the service, and chmod 640 " + token,
        report.warnings().getFirst().toString());
    assertTrue(
        report.warnings().getLast().toString().startsWith("line 9: cameras[].source.password"));
    assertTrue(!words(report.warnings()).toString().contains("eight eyes"));
    assertEquals("gate", report.config().cameras().getFirst().id());
  }

  @Test
  void theMasterKeyIsItsOwnersAlone() throws IOException {
    Path key = secret("data-master.key", "rw-r-----");
    assertEquals(
        List.of(
            "keys.masterKeyFile names a file that others than its owner may use: chmod 600 " + key),
        words(check("data: " + data).problems()));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertEquals(List.of(), check("data: " + data).problems());
  }

  @Test
  void variablesOfTheEnvironmentThatDoNothingAreWarnings() throws IOException {
    environment.put("FACEGATE_HTTP_PROT", "80");
    environment.put("FACEGATE_SHARED", "/somewhere");
    environment.put("FACEGATE_OPS_PORT", "many");
    ConfigReport report = check("data: " + data);
    assertEquals(
        List.of(
            "FACEGATE_HTTP_PROT in the environment overrides no key; "
                + "did you mean FACEGATE_HTTP_PORT?"),
        words(report.warnings()));
    assertEquals(
        List.of(
            "ops.port as FACEGATE_OPS_PORT in the environment is \"many\", "
                + "not a whole number from 0 to 65535"),
        words(report.problems()));
  }

  @Test
  void secretsAreCredentialsOfSystemd() throws IOException {
    environment.put("CREDENTIALS_DIRECTORY", folder.toString());
    Files.writeString(folder.resolve("gate.token"), "correct horse battery\n");
    Files.setPosixFilePermissions(
        folder.resolve("gate.token"), PosixFilePermissions.fromString("r--------"));
    ConfigReport report = check(token("gate.token"));
    assertEquals(List.of(), report.problems());
    assertEquals(List.of(), report.warnings());
    assertTrue(report.config().access().bearerTokens().getFirst().matches("correct horse battery"));
    for (String name : List.of("../gate.token", "/etc/passwd", "", "a/b", "..", "absent")) {
      List<String> problems = words(check(token(name)).problems());
      assertEquals(1, problems.size(), problems.toString());
      assertTrue(
          problems.getFirst().startsWith("line 3: access.tokenFile names "), problems.toString());
    }
    environment.clear();
    assertTrue(
        words(check(token("gate.token")).problems())
            .getFirst()
            .endsWith("CREDENTIALS_DIRECTORY is not set"));
  }

  @Test
  void besideTheServiceCredentialsCountAsThere() throws IOException {
    String yaml =
        token("gate.token")
            + "broker: {address: mqtt://h, user: u, passwordFile: \"credential:broker\"}\n";
    Path file = Files.writeString(folder.resolve("facegate.yaml"), yaml);
    ConfigReport report = GatewayConfigReader.besideTheService(environment).check(file);
    assertEquals(List.of(), report.problems());
    assertEquals(
        List.of(
            "line 3: access.tokenFile names a credential, which is looked for when systemd starts"
                + " the service",
            "line 4: broker.passwordFile names a credential, which is looked for when systemd"
                + " starts the service"),
        words(report.warnings()));
    assertEquals("u", report.config().broker().orElseThrow().username());
  }

  @Test
  void aFileThatIsNoYamlIsOneProblem() throws IOException {
    List<String> problems = words(check("data: [\n").problems());
    assertEquals(1, problems.size(), problems.toString());
    assertThrows(
        ConfigException.class,
        () -> new GatewayConfigReader(Map.of()).check(folder.resolve("absent.yaml")));
  }

  @Test
  void nearNamesAreFound() {
    assertEquals(0, NearestName.edits("Port", "port"));
    assertEquals(1, NearestName.edits("prot", "port"));
    assertEquals(2, NearestName.edits("adress", "addressee") - 1);
    assertEquals("port", NearestName.of("ports", List.of("address", "port")).orElseThrow());
    assertTrue(NearestName.of("colour", List.of("address", "port")).isEmpty());
  }

  private String token(String credential) {
    return "data: %s\naccess:\n  tokenFile: \"credential:%s\"\n".formatted(data, credential);
  }

  private Path secret(String name, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "a secret of many letters\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private ConfigReport check(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("facegate.yaml"), yaml);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return new GatewayConfigReader(environment).check(file);
  }

  private static List<String> words(List<ConfigProblems.Problem> found) {
    return found.stream().map(ConfigProblems.Problem::toString).toList();
  }
}
