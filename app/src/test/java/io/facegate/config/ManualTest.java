package io.facegate.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code device-config/facegate.yaml} is the manual: complete, readable, and true. */
class ManualTest {
  private static final Path MANUAL = Path.of("../device-config/facegate.yaml");
  private static final Pattern COMMENTED_LIST = Pattern.compile("(?m)^# (cameras:| {2,}.*)$");

  @Test
  void theManualIsAConfiguration() throws Exception {
    GatewayConfigReader reader = new GatewayConfigReader(Map.of());
    GatewayConfig config = reader.read(MANUAL);
    assertEquals(8300, config.http().port());
    assertEquals(List.of(), config.cameras());
  }

  @Test
  void theManualShowsTheDefaults() throws Exception {
    GatewayConfig manual = new GatewayConfigReader(Map.of()).read(MANUAL);
    GatewayConfig silent = new GatewayConfigReader(Map.of()).read("nothing", "");
    assertEquals(silent.limits(), manual.limits());
    assertEquals(silent.vision(), manual.vision());
    assertEquals(silent.download(), manual.download());
    assertEquals(silent.gallery(), manual.gallery());
    assertEquals(silent.events(), manual.events());
    assertEquals(silent.ops(), manual.ops());
    assertEquals(silent.log(), manual.log());
    assertEquals(silent.http(), manual.http());
    assertEquals(silent.https(), manual.https());
    assertEquals(silent.keys(), manual.keys());
    assertEquals(
        silent.access().networks().toString(), manual.access().networks().toString());
    assertEquals(silent.service().apiEventScoreMin(), manual.service().apiEventScoreMin());
    assertEquals(silent.service().store(), manual.service().store());
    assertEquals(silent.service().persons(), manual.service().persons());
  }

  @Test
  void theCamerasOfTheManualWorkOnceUncommented(@TempDir Path folder) throws Exception {
    String yaml = withCameras(folder);
    GatewayConfigReader reader = new GatewayConfigReader(Map.of());
    GatewayConfig config = reader.read("the manual", yaml);
    assertEquals(4, config.cameras().size());
    assertTrue(!yaml.contains("/etc/facegate/gate"), yaml);
  }

  @Test
  void everyKeyIsInTheManual(@TempDir Path folder) throws Exception {
    GatewayConfigReader reader = new GatewayConfigReader(Map.of());
    reader.read("the manual", withCameras(folder));
    String manual = Files.readString(MANUAL);
    List<String> undocumented = new ArrayList<>();
    for (String key : reader.keys()) {
      String last = key.substring(key.lastIndexOf('.') + 1);
      boolean stands = Pattern.compile("(?m)(^|[\\s#{-])" + last + ":").matcher(manual).find();
      boolean secret = last.endsWith("File") || manual.contains(last + "File:");
      if (!stands && !secret) {
        undocumented.add(key);
      }
    }
    assertEquals(List.of(), undocumented);
  }

  @Test
  void everyProblemIsToldAtOnce() {
    String yaml =
        """
        http:
          port: 99999
          colour: red
        cameras:
          - id: "a b"
            source:
              kind: rtsp
              address: rtsp://me:secret@host/
        """;
    ConfigException refused =
        assertThrows(
            ConfigException.class, () -> new GatewayConfigReader(Map.of()).read("it", yaml));
    assertEquals(
        List.of(2, 3, 5, 8),
        refused.problems().stream().map(ConfigProblems.Problem::line).toList());
    assertTrue(!refused.getMessage().contains("secret"), refused.getMessage());
  }

  private static String withCameras(Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "correct horse\n");
    String manual = Files.readString(MANUAL);
    int start = manual.indexOf("# cameras:");
    String cameras =
        COMMENTED_LIST.matcher(manual.substring(start)).replaceAll("$1").replaceAll("(?m)^#$", "");
    return manual.substring(0, start)
        + cameras.replaceAll("/etc/facegate/(gate|turnstile)-\\d", secret.toString());
  }
}
