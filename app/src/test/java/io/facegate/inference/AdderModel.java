package io.facegate.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model for {@link FakeEngine}, with an 8-bit twin, as files of a folder. */
record AdderModel(Path folder) {
  static final InputSpec INPUT =
      new InputSpec(
          "in", 8, 8, true, ColourOrder.RGB, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

  /** The model, its files written. */
  ModelForms forms() throws IOException {
    return forms("adder");
  }

  /** As {@link #forms()}, by another name. */
  ModelForms forms(String id) throws IOException {
    Files.write(folder.resolve("model.onnx"), new byte[] {'w'});
    Files.write(folder.resolve("model-int8.onnx"), new byte[] {'i'});
    return ModelForms.of(card(id, golden()), new ModelFolder(folder)).orElseThrow();
  }

  /** What {@link FakeEngine} says when it is right. */
  static List<Double> golden() {
    ModelCard card = card("adder", List.of(1.0));
    try (Model model = new FakeEngine("golden").open(card, new byte[1], INPUT)) {
      return SelfTest.figures(model).getFirst();
    }
  }

  /** Engines that keep their choices in the folder. */
  EnginesConfig config(Precision precision) {
    return new EnginesConfig(
        List.of("openvino", "onnx"),
        Optional.empty(),
        precision,
        Optional.of(choices()),
        Duration.ofSeconds(2));
  }

  Path choices() {
    return folder.resolve("choices");
  }

  private static ModelCard card(String id, List<Double> golden) {
    return new ModelCard(
        ModelRole.FACE_EMBEDDER,
        id,
        "model.onnx",
        1,
        sha256('w'),
        new ModelLicence("Apache-2.0", CommercialUse.YES, ""),
        "drawn up here",
        INPUT,
        List.of(new OutputSpec("out", List.of(1, FakeEngine.FIGURES), golden)),
        new CropSpec(CropSpec.CropKind.WHOLE_PICTURE, 1, List.of(), Beyond.BLACK),
        List.of(),
        Map.of(),
        List.of(),
        List.of(new ModelTwin("model-int8.onnx", 1, sha256('i'))),
        List.of(),
        "");
  }

  private static String sha256(char content) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(new byte[] {(byte) content}));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
