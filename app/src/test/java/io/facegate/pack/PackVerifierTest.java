package io.facegate.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.inference.ModelForm;
import io.facegate.inference.ModelRole;
import io.facegate.inference.onnx.OnnxEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the pack that comes with the program. */
class PackVerifierTest {
  private static final EnumSet<ModelRole> ALL = EnumSet.allOf(ModelRole.class);

  @TempDir Path root;

  private static Map<String, PackVerifier.Outcome> verify(Path folder) {
    try (PackVerifier verifier = PackVerifier.with(List.of(new OnnxEngine(1)))) {
      ModelPack pack = ModelPack.of(folder);
      return verifier.verify(new InstalledPack("some", folder, pack.catalog()), ALL).stream()
          .collect(Collectors.toMap(PackVerifier.Line::file, PackVerifier.Line::outcome));
    }
  }

  private Path copy(UnaryOperator<String> catalog) throws IOException {
    Path builtIn = ModelPack.builtInFolder().orElseThrow();
    try (Stream<Path> files = Files.list(builtIn)) {
      for (Path file : files.toList()) {
        Files.copy(file, root.resolve(file.getFileName()));
      }
    }
    Path json = root.resolve("catalog.json");
    Files.writeString(json, catalog.apply(Files.readString(json)));
    return root;
  }

  @Test
  void theBuiltInPackIsProved() {
    Map<String, PackVerifier.Outcome> lines = verify(ModelPack.builtInFolder().orElseThrow());
    lines.forEach(
        (file, outcome) ->
            assertEquals(
                file.contains("int8")
                    ? PackVerifier.Outcome.RUNS
                    : PackVerifier.Outcome.PROVED,
                outcome,
                file));
    assertTrue(lines.containsKey("embedder.onnx"));
  }

  @Test
  void whatIsWrongIsToldFileByFile() throws IOException {
    Path folder = copy(json -> json);
    Files.delete(folder.resolve("traits.onnx"));
    byte[] bytes = Files.readAllBytes(folder.resolve("detector.onnx"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve("detector.onnx"), bytes);
    Map<String, PackVerifier.Outcome> lines = verify(folder);
    assertEquals(PackVerifier.Outcome.ABSENT, lines.get("traits.onnx"));
    assertEquals(PackVerifier.Outcome.DAMAGED, lines.get("detector.onnx"));
    assertEquals(PackVerifier.Outcome.PROVED, lines.get("geometry.onnx"));
  }

  @Test
  void otherFiguresThanTheCardsAreRefused() throws IOException {
    Path folder =
        copy(json -> json.replaceFirst("\"golden\": \\[\\s*[-0-9.e]+", "\"golden\": [99"));
    assertEquals(
        1,
        verify(folder).values().stream()
            .filter(outcome -> outcome == PackVerifier.Outcome.REFUSED)
            .count());
  }

  @Test
  void filesThatNoEngineReadsAreCheckedOnly() throws IOException {
    Path openvino = Files.createDirectories(root.resolve("openvino"));
    byte[] graph = PackFixture.bytes("graph", 20);
    byte[] weights = PackFixture.bytes("weights", 30);
    Files.write(openvino.resolve("a.xml"), graph);
    Files.write(openvino.resolve("a.bin"), weights);
    PackFixture.install(
        root,
        PackFixture.catalog(
            PackFixture.ofOpenVino(
                PackFixture.file("openvino/a.xml", graph),
                PackFixture.file("openvino/a.bin", weights))));
    try (PackVerifier verifier = PackVerifier.with(List.of(new OnnxEngine(1)))) {
      InstalledPack pack = new InstalledPack("some", root, ModelPack.of(root).catalog());
      List<PackVerifier.Line> lines = verifier.verify(pack, ALL);
      assertEquals(
          List.of(
              new PackVerifier.Line(
                  ModelRole.HEAD_POSE, "openvino/a.xml", ModelForm.IR,
                  PackVerifier.Outcome.UNTRIED, "")),
          lines);
      Files.write(openvino.resolve("a.bin"), graph);
      assertEquals(
          PackVerifier.Outcome.DAMAGED, verifier.verify(pack, ALL).getFirst().outcome());
    }
  }
}
