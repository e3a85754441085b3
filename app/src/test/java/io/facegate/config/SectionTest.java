package io.facegate.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionTest {
  private final ConfigProblems problems = new ConfigProblems();

  private enum Colour {
    RED,
    GREEN
  }

  @Test
  void valuesAreReadWithTheirUnits() {
    Section root = read("a: 7\nb: 1.5\nc: yes\nd: 250ms\ne: 3MiB\nf: green\ng: [x, y]\nh: x, y\n");
    assertEquals(7, root.integer("a", 1, 0, 9));
    assertEquals(1.5, root.number("b", 1, 0, 9));
    assertTrue(root.flag("c", false));
    assertEquals(Duration.ofMillis(250),
        root.duration("d", Duration.ZERO, Duration.ZERO, Duration.ofHours(1)));
    assertEquals(3 << 20, root.bytes("e", 0, 0, 1 << 30));
    assertEquals(Colour.GREEN, root.choice("f", Colour.RED));
    assertEquals(List.of("x", "y"), root.texts("g", List.of()));
    assertEquals(List.of("x", "y"), root.texts("h", List.of()));
    root.done();
    assertEquals(List.of(), problems.list());
  }

  @Test
  void everyProblemIsReportedWithItsLine() {
    Section root = read("a: 70\nb: many\nc:\n  inner: 1\nunknown: 1\nd: 5 parsecs\n");
    assertEquals(1, root.integer("a", 1, 0, 9));
    assertEquals(2, root.number("b", 2, 0, 9));
    assertEquals(Optional.empty(), root.text("c"));
    root.duration("d", Duration.ZERO, Duration.ZERO, Duration.ofHours(1));
    root.done();
    assertEquals(List.of(1, 2, 4, 5, 6),
        problems.list().stream().map(ConfigProblems.Problem::line).toList());
    assertTrue(problems.list().get(3).text().startsWith("is not a key here"),
        problems.list().toString());
  }

  @Test
  void aDoubledKeyIsAProblem() {
    read("a: 1\nb: 2\na: 3\n");
    assertEquals("line 3: a stands here a second time", problems.list().getFirst().toString());
  }

  @Test
  void brokenYamlIsOneProblemWithItsLine() {
    read("a: [1, 2\nb: }\n");
    assertEquals(1, problems.list().size());
    assertTrue(problems.list().getFirst().text().startsWith("not YAML"), problems.list()::toString);
  }

  @Test
  void theEnvironmentOverridesTheFile() {
    Map<String, String> environment = Map.of("FACEGATE_HTTP_PORT", "9", "FACEGATE_LIST", "a,b");
    Section root = read("http:\n  port: 1\n", environment);
    assertEquals(9, root.section("http").integer("port", 0, 0, 99));
    assertEquals(List.of("a", "b"), root.texts("list", List.of()));
  }

  @Test
  void aSecretComesFromItsFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "hush\nsecond line\n");
    Section root = read("passwordFile: " + file + "\nkeyFile: " + folder + "/absent\n");
    assertEquals(Optional.of("hush"), root.secret("password"));
    assertEquals(Optional.empty(), root.secret("key"));
    assertEquals(2, problems.list().getFirst().line());
  }

  @Test
  void listsOfSectionsKeepTheirLines() {
    Section root = read("cameras:\n  - id: a\n  - id: b\n    port: x\n  - 5\n");
    List<Section> cameras = root.sections("cameras");
    assertEquals(2, cameras.size());
    assertEquals("b", cameras.get(1).text("id", ""));
    cameras.get(1).integer("port", 0, 0, 9);
    assertEquals(List.of(4, 5),
        problems.list().stream().map(ConfigProblems.Problem::line).toList());
  }

  private Section read(String yaml) {
    return read(yaml, Map.of());
  }

  private Section read(String yaml, Map<String, String> environment) {
    return new Section("", new YamlReader(problems).read(yaml),
        Section.Context.of(problems, environment));
  }
}
