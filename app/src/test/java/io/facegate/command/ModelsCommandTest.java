package io.facegate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.pack.ModelPack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about models, on copies of the pack that comes with the program. */
class ModelsCommandTest {
  @TempDir Path root;
  private Path config;
  private Path copy;

  @BeforeEach
  void prepare() throws IOException {
    config = root.resolve("facegate.yaml");
    Files.writeString(config, "data: \"%s\"\n".formatted(root.resolve("data")));
    copy = Files.createDirectories(root.resolve("copy"));
    try (Stream<Path> files = Files.list(ModelPack.builtInFolder().orElseThrow())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
  }

  private Said say(String... words) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(words));
    return Said.in(
        Map.of("FACEGATE_CONFIG", config.toString()), all.toArray(String[]::new));
  }

  private Path inUse() {
    return root.resolve("data/models/in-use.json");
  }

  @Test
  void aPackOfOnesOwnIsImportedVerifiedUsedAndLeft() throws IOException {
    Said refused = say("import", copy.toString(), "--as", "ours");
    assertEquals(1, refused.status());
    assertTrue(refused.err().contains("--accept-licence"), refused.err());
    assertTrue(refused.out().contains("facegate-embedder: Apache-2.0"), refused.out());
    assertFalse(Files.exists(root.resolve("data/models/ours")));

    Said taken = say("import", copy.toString(), "--as", "ours", "--accept-licence");
    assertEquals(0, taken.status(), taken.err());
    assertTrue(say("list").out().contains("installed, not in use"));
    Said verified = say("verify", "ours");
    assertEquals(0, verified.status(), verified.out());
    assertTrue(verified.out().contains("embedder.onnx: right, and gives the figures"));

    Said used = say("use", "ours", "--role", "FACE_TRAITS");
    assertEquals(0, used.status(), used.err());
    assertTrue(used.out().contains("FACE_TRAITS is served by ours instead of builtin."));
    assertTrue(Files.readString(inUse()).contains("\"FACE_TRAITS\" : \"ours\""));
    assertTrue(say("use", "ours", "--role", "FACE_TRAITS").out().contains("in use already"));
    assertTrue(say("list").out().contains("in use for FACE_TRAITS"));
    assertEquals(0, say("use", "builtin").status());
    assertFalse(Files.readString(inUse()).contains("ours"));
  }

  @Test
  void aDamagedPackIsNotTakenIntoUse() throws IOException {
    assertEquals(
        0, say("import", copy.toString(), "--as", "ours", "--accept-licence").status());
    Files.write(root.resolve("data/models/ours/traits.onnx"), new byte[10]);
    Said verified = say("verify");
    assertEquals(2, verified.status(), verified.out());
    assertTrue(verified.out().contains("traits.onnx: damaged"), verified.out());
    Said used = say("use", "ours");
    assertEquals(1, used.status());
    assertTrue(used.err().startsWith("ours is not taken into use"), used.err());
    assertFalse(Files.exists(inUse()));
  }

  @Test
  void thatAPackInUseIsGoneIsFoundByTheCheck() throws IOException {
    Files.createDirectories(inUse().getParent());
    Files.writeString(inUse(), "{\"version\": 1, \"roles\": {\"LIVENESS\": \"gone\"}}");
    Said checked = Said.in(Map.of(), "check", config.toString());
    String told = checked.out() + checked.err();
    assertTrue(told.contains("pack gone is to serve LIVENESS, and is not installed"), told);
    assertFalse(checked.status() == 0);
  }

  @Test
  void whatCannotBeDoneIsSaidInALine() throws IOException {
    Map<Integer, List<String[]>> wrong =
        Map.of(
            64,
            List.of(
                new String[] {"pull", "nothing"},
                new String[] {"import", copy.toString(), "nothing"},
                new String[] {"import", copy.toString(), "--as", "../x"},
                new String[] {"import", copy.toString(), "--as", "reference"},
                new String[] {"use", "builtin", "--role", "NOSE"},
                new String[] {"use", "builtin", "--role", "FACE_VERIFIER"},
                new String[] {"calibrate"},
                new String[] {"calibrate", "pairs.csv", "--forget"}),
            1,
            List.of(
                new String[] {"pull", "reference"},
                new String[] {"verify", "nothing"},
                new String[] {"use", "reference"},
                new String[] {"import", root.resolve("none").toString()},
                new String[] {"import", root.toString(), "--as", "ours"}),
            2,
            List.of(new String[][] {{"import", copy.toString()}}));
    wrong.forEach(
        (status, commands) -> {
          for (String[] words : commands) {
            Said said = say(words);
            assertEquals(status, said.status(), String.join(" ", words) + ": " + said.err());
            assertFalse(said.err().isBlank(), String.join(" ", words));
            assertFalse(said.err().contains("\tat "), said.err());
          }
        });
    assertFalse(Files.exists(inUse()));
  }

  @Test
  void whoOnlyLooksNeedsNoConfiguration() {
    Said listed = Said.in(Map.of(), "models", "list");
    assertEquals(0, listed.status(), listed.err());
    assertTrue(listed.out().contains("facegate models pull omz-openvino"), listed.out());
    assertTrue(listed.out().contains("facegate models import DIR reference"), listed.out());
    Said chinese = Said.in(Map.of("LANG", "zh_CN.UTF-8"), "models", "list");
    assertTrue(chinese.out().contains("各角色由以下包提供"), chinese.out());
  }

  @Test
  void aFolderOfTheConfigurationGoesBeforeAllPacks() throws IOException {
    Files.writeString(config, "models: {folder: \"%s\"}\n".formatted(copy));
    assertTrue(say("list").out().contains("it goes before all packs"));
  }

  @Test
  void withoutTerminalAQuarterIsALine() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DownloadBar bar =
        new DownloadBar(new PrintStream(out, true, StandardCharsets.UTF_8), false);
    for (long bytes = 0; bytes <= 4 << 20; bytes += 1 << 18) {
      bar.at("a.onnx", bytes, 4 << 20);
    }
    assertEquals(
        """
        a.onnx: 1.0 MiB / 4.0 MiB
        a.onnx: 2.0 MiB / 4.0 MiB
        a.onnx: 3.0 MiB / 4.0 MiB
        a.onnx: 4.0 MiB / 4.0 MiB
        """,
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void onATerminalItIsABar() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DownloadBar bar = new DownloadBar(new PrintStream(out, true, StandardCharsets.UTF_8), true);
    bar.at("a.onnx", 1 << 19, 1 << 20);
    bar.at("a.onnx", 1 << 20, 1 << 20);
    String text = out.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("a.onnx [###############               ] 50 % of 1.0 MiB"), text);
    assertTrue(text.contains("[##############################] 100 % of 1.0 MiB"), text);
    assertTrue(text.endsWith(System.lineSeparator()), text);
  }
}
