package io.facegate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What can be said, in both spellings and both languages, and how it ends. */
class CommandsTest {
  private static final Map<String, String> CHINESE = Map.of("LANG", "zh_CN.UTF-8");

  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    config =
        Files.writeString(
            folder.resolve("facegate.yaml"), "data: %s\n".formatted(folder.resolve("data")));
  }

  private static List<String> verbs() {
    List<String> verbs = new ArrayList<>();
    collect(Said.commands(Map.of()).commandLine(), "", verbs);
    return verbs;
  }

  private static void collect(CommandLine line, String prefix, List<String> verbs) {
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              verbs.add(prefix + name);
              collect(command, prefix + name + " ", verbs);
            });
  }

  @Test
  void everyVerbExplainsItselfInBothLanguages() {
    assertTrue(verbs().contains("cameras test"), verbs().toString());
    for (String verb : verbs()) {
      List<String> words = new ArrayList<>(List.of(verb.split(" ")));
      words.add("--help");
      Said english = Said.in(Map.of(), words.toArray(String[]::new));
      assertEquals(0, english.status(), verb);
      assertTrue(english.out().contains("Usage: facegate " + verb), english.out());
      assertTrue(english.out().contains("Exit status:"), english.out());
      assertTrue(english.out().lines().allMatch(line -> Table.places(line) <= 100), verb);
      assertFalse(english.out().codePoints().anyMatch(Character::isIdeographic), verb);
      boolean leaf = !english.out().contains("Verbs:");
      assertTrue(!leaf || english.out().contains("Examples:") || verb.equals("version"), verb);
      Said chinese = Said.in(CHINESE, words.toArray(String[]::new));
      assertTrue(chinese.out().contains("用法："), chinese.out());
      String header = chinese.out().lines().findFirst().orElse("");
      assertTrue(header.codePoints().anyMatch(Character::isIdeographic), header);
      words.removeLast();
      words.addFirst("help");
      assertEquals(english, Said.in(Map.of(), words.toArray(String[]::new)));
    }
  }

  @Test
  void wordsThatMakeNoSenseAreExplainedInOneLineAndEndWith64() {
    for (List<String> words :
        List.of(
            List.of("destroy"), List.of("check", "a", "b"), List.of("accuracy"),
            List.of("cameras", "test", "--seconds", "soon"), List.of("help", "destroy"),
            List.of("cameras", "test", "--seconds", "0", "--config", config.toString()),
            List.of("mqtt", "test", "--seconds", "0"), List.of("mqtt", "test", "--config"),
            List.of("status", "--url", "gopher://x"), List.of("serve", "--demo", "--config", "x"),
            List.of("status", "--json", "--json", "x"))) {
      Said said = Said.in(Map.of(), words.toArray(String[]::new));
      assertEquals(64, said.status(), words + said.err());
      assertEquals("", said.out(), words.toString());
      assertTrue(said.err().lines().count() <= 2, said.err());
      assertFalse(said.err().contains("Exception"), said.err());
    }
    assertTrue(Said.in(CHINESE, "destroy").err().contains("没有“destroy”这种写法"));
    assertTrue(Said.in(CHINESE, "accuracy").err().contains("缺少：PAIRS.csv"));
  }

  @Test
  void aGroupWithoutAVerbShowsItsVerbs() {
    for (String group : List.of("keys", "cameras", "mqtt")) {
      Said said = Said.in(Map.of(), group);
      assertEquals(64, said.status());
      assertTrue(said.err().contains("Verbs:"), said.err());
    }
    Said nothing = Said.in(Map.of());
    assertEquals(64, nothing.status());
    assertTrue(nothing.err().contains("serve"), nothing.err());
  }

  @Test
  void serviceStartsByBothSpellings() {
    String file = config.toString();
    for (String[] words : new String[][] {{"serve", "--config", file}, {"--config", file}}) {
      AtomicReference<GatewayConfig> started = new AtomicReference<>();
      Said said = Said.in(Map.of(), (read, from) -> started.set(read), words);
      assertEquals(0, said.status(), said.err());
      assertEquals(folder.resolve("data"), started.get().data());
    }
    AtomicReference<Path> from = new AtomicReference<>();
    Map<String, String> named = Map.of("FACEGATE_CONFIG", file);
    assertEquals(0, Said.in(named, (read, where) -> from.set(where), "serve").status());
    assertEquals(config, from.get());
    assertTrue(Said.in(Map.of(), "--demo").out().contains("mosquitto_sub -p 1883"));
    assertEquals(Said.in(Map.of(), "--demo"), Said.in(Map.of(), "serve", "--demo"));
  }

  @Test
  void whatKeepsTheServiceFromStartingIsSaidInALine() throws IOException {
    Said failed =
        Said.in(
            Map.of(),
            (read, from) -> {
              throw new IOException("cannot listen on port 80", new IOException("denied"));
            },
            "serve", "--config", config.toString());
    assertEquals(1, failed.status());
    assertEquals(
        "facegate cannot start: cannot listen on port 80: denied\n", failed.err());
    Said broken =
        Said.in(
            Map.of(),
            (read, from) -> {
              throw new UnsatisfiedLinkError("no libonnxruntime.so");
            },
            "serve", "--config", config.toString());
    assertEquals(1, broken.status());
    assertEquals("no libonnxruntime.so\n", broken.err());
  }

  @Test
  void configurationsAreCheckedByBothSpellings() throws IOException {
    String good = config.toString();
    assertEquals(0, Said.in(Map.of(), "check", good).status());
    assertEquals(Said.in(Map.of(), "check", good), Said.in(Map.of(), "--check", good));
    assertTrue(Said.in(CHINESE, "check", good).out().contains("没有问题"));
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "http: {port: 99999}\nx: 1\n");
    Said said = Said.in(Map.of(), "check", wrong.toString());
    assertEquals(78, said.status());
    assertTrue(said.out().contains("line 1: http.port"), said.out());
    assertTrue(said.out().contains("line 2: x"), said.out());
    assertEquals(78, Said.in(Map.of(), "serve", "--config", wrong.toString()).status());
    assertEquals(78, Said.in(Map.of(), "check", folder + "/absent").status());
  }

  @Test
  void theServiceMayTryAgainWhenOnlyTheMachineLacksSomething() throws IOException {
    String absent = folder + "/absent";
    Files.writeString(config, "data: %s\naccess: {tokenFile: %s}\n".formatted(folder, absent));
    for (String file : List.of(config.toString(), absent)) {
      Said said = Said.in(Map.of(), "serve", "--config", file);
      assertEquals(1, said.status(), said.err());
      assertTrue(said.err().contains(absent), said.err());
      assertEquals(78, Said.in(Map.of(), "check", file).status());
    }
    Files.writeString(config, "access: {tokenFile: %s}\nx: 1\n".formatted(absent));
    assertEquals(78, Said.in(Map.of(), "serve", "--config", config.toString()).status());
  }

  @Test
  void versionIsToldInThreeWays() {
    for (String word : List.of("version", "--version", "-V")) {
      assertEquals(new Said(0, "facegate 1.2.3\n", ""), Said.in(Map.of(), word));
    }
  }

  @Test
  void bashCompletesEveryVerb() {
    Said said = Said.in(Map.of(), "completion");
    assertEquals(0, said.status());
    for (String verb : verbs()) {
      assertTrue(said.out().contains(verb.replaceAll(".* ", "")), verb);
    }
  }

  @Test
  void statusWithoutAServiceEndsWith69() throws IOException {
    Said said = Said.in(Map.of(), "status", "--url", "http://127.0.0.1:1");
    assertEquals(69, said.status());
    assertTrue(said.err().contains("systemctl status facegate"), said.err());
    assertEquals(1, said.err().lines().count(), said.err());
    Files.writeString(config, "ops: {port: 0}\n");
    assertEquals(64, Said.in(Map.of(), "status", "--config", config.toString()).status());
  }

  @Test
  void camerasThatAreNotConfiguredAreNamed() throws IOException {
    assertEquals(1, Said.in(Map.of(), "cameras", "test", "--config", config + "").status());
    Files.writeString(config, "cameras: [{id: gate, source: {kind: snap, password: 12345678}}]\n");
    Said said = Said.in(Map.of(), "cameras", "test", "door", "--config", config.toString());
    assertEquals(64, said.status());
    assertTrue(said.err().contains("there are: gate"), said.err());
  }
}
