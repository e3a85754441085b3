package io.facegate.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code device-config/examples} are configurations without a problem. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../device-config/examples");
  private static final Pattern SECRET =
      Pattern.compile("File: (?:\"credential:|/etc/facegate/)([^\\s\"]+)");

  @TempDir private Path folder;

  @Test
  void everyExampleIsFreeOfProblemsOnAMachineThatHasWhatItNames() throws IOException {
    assertEquals(
        Map.of(
            "cloud-by-dns.yaml", 0,
            "controller-face-api.yaml", 0,
            "lobby-rtsp.yaml", 4,
            "openvino-npu.yaml", 8,
            "turnstile-snap.yaml", 1),
        cameras());
  }

  private Map<String, Integer> cameras() throws IOException {
    Map<String, Integer> cameras = new TreeMap<>();
    for (Path example : examples()) {
      ConfigReport report = check(example);
      assertEquals(List.of(), report.problems(), example.toString());
      assertTrue(
          report.warnings().stream().allMatch(warning -> warning.key().endsWith("port")),
          report.warnings().toString());
      cameras.put(example.getFileName().toString(), report.config().cameras().size());
    }
    return cameras;
  }

  /* What an example names is missing here, and each line that names it is told. */
  @Test
  void withoutItsFilesAnExampleIsRefused() {
    Path lobby = EXAMPLES.resolve("lobby-rtsp.yaml");
    List<ConfigProblems.Problem> problems =
        new GatewayConfigReader(Map.of()).check(lobby).problems();
    List<String> keys =
        problems.stream().map(ConfigProblems.Problem::key).distinct().sorted().toList();
    assertTrue(
        keys.containsAll(
            List.of("broker.caFile", "broker.passwordFile", "cameras[].source.passwordFile")),
        problems.toString());
    assertTrue(problems.stream().allMatch(problem -> problem.line() > 0), problems.toString());
  }

  @Test
  void theReadmeNamesEveryExample() throws IOException {
    String readme = Files.readString(EXAMPLES.resolveSibling("README.md"));
    for (Path example : examples()) {
      assertTrue(readme.contains("(examples/" + example.getFileName() + ")"), example.toString());
    }
  }

  private ConfigReport check(Path example) throws IOException {
    String yaml = Files.readString(example);
    Path secrets = Files.createTempDirectory(folder, "etc");
    Matcher named = SECRET.matcher(yaml);
    List<String> made = new ArrayList<>();
    while (named.find()) {
      if (!made.contains(named.group(1))) {
        made.add(named.group(1));
        Path secret = secrets.resolve(named.group(1));
        Files.writeString(secret, "correct horse battery staple\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
      }
    }
    Path placed = secrets.resolve("facegate.yaml");
    Files.writeString(
        placed,
        yaml
            .replace("/etc/facegate/", secrets + "/")
            .replace("/var/lib/facegate", folder + "/lib"));
    return new GatewayConfigReader(Map.of("CREDENTIALS_DIRECTORY", secrets.toString()))
        .check(placed);
  }

  private static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.sorted().toList();
    }
  }
}
