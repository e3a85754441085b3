package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.demo.DrawnCast;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.inference.Engines;
import io.facegate.inference.InferenceEngine;
import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelForms;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ModelTrial;
import io.facegate.inference.ModelTwin;
import io.facegate.inference.Precision;
import io.facegate.inference.onnx.OnnxEngine;
import io.facegate.pack.ModelPack;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The models of this repository, on generated faces. {@code -Dgolden=rewrite} writes what they say
 * anew, which is right after a training and nothing else.
 */
class BuiltinPackTest {
  private static final Path GOLDEN = Path.of("src/test/resources/models");
  private static final boolean REWRITE = "rewrite".equals(System.getProperty("golden"));
  private static final double TWIN_LIKENESS_MIN = 0.99;
  private static final long BYTES_MAX = 12_000_000;
  private static final Map<String, Image> PORTRAITS = DrawnCast.portraits();

  private final Optional<ModelPack> pack = ModelPack.builtInFolder().map(ModelPack::of);
  private final InferenceEngine engine = new OnnxEngine(1);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void modelsSayWhatTheirGoldenFilesHold() throws IOException {
    for (ModelCard card : cards()) {
      Engines whole = Engines.only(engine, Precision.FP32);
      List<String> said = new ModelSayings(whole, forms(card)).of(PORTRAITS);
      Path file = GOLDEN.resolve(card.id() + ".txt");
      if (REWRITE) {
        Files.createDirectories(GOLDEN);
        Files.write(file, said);
      }
      assertTrue(Files.exists(file), file + " is missing: make golden writes it");
      ModelSayings.assertAlike(card.id(), Files.readAllLines(file), said);
    }
  }

  @Test
  void everyModelHasOneGoldenFileAndNoOtherDoes() throws IOException {
    TreeSet<String> expected = new TreeSet<>();
    cards().forEach(card -> expected.add(card.id() + ".txt"));
    TreeSet<String> found = new TreeSet<>();
    if (Files.exists(GOLDEN)) {
      try (Stream<Path> files = Files.list(GOLDEN)) {
        files.forEach(file -> found.add(file.getFileName().toString()));
      }
    }
    assertEquals(expected, found);
  }

  @Test
  void allThatItsModelsCanTellIsTold() {
    EnumSet<ModelRole> roles = EnumSet.noneOf(ModelRole.class);
    cards().forEach(card -> roles.add(card.role()));
    if (!roles.containsAll(Set.of(ModelRole.FACE_DETECTOR, ModelRole.FACE_EMBEDDER))) {
      return;
    }
    EnumSet<Output> expected = EnumSet.of(Output.QUALITY, Output.EMBEDDING);
    if (roles.contains(ModelRole.FACE_GEOMETRY)) {
      expected.addAll(Set.of(Output.POSE, Output.POINTS, Output.OCCLUSION));
      expected.addAll(Set.of(Output.SHAPE, Output.PARSING));
    }
    if (roles.contains(ModelRole.FACE_TRAITS)) {
      expected.addAll(Set.of(Output.TRAITS, Output.SPOOFING));
    }
    if (roles.contains(ModelRole.LIVENESS)) {
      expected.addAll(Set.of(Output.LIVENESS, Output.LIVENESS_GATE));
    }
    VisionConfig config = VisionConfig.defaults(pack.orElseThrow().folder());
    try (Analyzer analyzer =
        Analyzer.open(config, pack.get().catalog(), Engines.only(engine), StageTimer.NONE)) {
      assertEquals(expected, analyzer.outputs());
      Want want = new Want(analyzer.outputs(), PictureSpec.COMMON, 1, 40);
      for (Image portrait : PORTRAITS.values()) {
        Face face = analyzer.analyze(portrait, want).getFirst();
        assertEquals(expected.contains(Output.POINTS), face.points() != null);
        assertEquals(expected.contains(Output.TRAITS), face.traits() != null);
        assertEquals(expected.contains(Output.PARSING), face.parsing() != null);
        assertNotNull(face.embedding());
      }
    }
  }

  @Test
  void twinsSayTheSame() {
    for (ModelCard card : cards()) {
      for (ModelTwin twin : card.int8()) {
        byte[] bytes = folder().read(card.role(), twin).orElseThrow();
        for (InputSpec size : sizes(card.input())) {
          try (Model whole = engine.open(card, content(card), size);
              Model quick = engine.open(card, bytes, size)) {
            PORTRAITS.forEach((name, portrait) -> assertTwin(whole, quick, portrait));
          }
        }
      }
    }
  }

  private static List<InputSpec> sizes(InputSpec usual) {
    return usual.resizable()
        ? List.of(usual, usual.sized(480, 640), usual.sized(1280, 960))
        : List.of(usual);
  }

  private static void assertTwin(Model whole, Model quick, Image portrait) {
    List<FloatBuffer> first = ModelSayings.run(whole, portrait);
    List<FloatBuffer> second = ModelSayings.run(quick, portrait);
    for (int i = 0; i < first.size(); i++) {
      double likeness = ModelTrial.likeness(first.get(i), second.get(i));
      String output = whole.card().id() + " " + whole.card().outputs().get(i).name();
      assertTrue(likeness >= TWIN_LIKENESS_MIN, output + " of the twin: " + likeness);
    }
  }

  @Test
  void filesAreThoseOfTheCatalogAndSmallTogether() throws IOException {
    if (pack.isEmpty()) {
      assertEquals(List.of(), cards());
      return;
    }
    TreeSet<String> named = new TreeSet<>();
    for (ModelCard card : cards()) {
      named.add(card.file());
      card.int8().forEach(twin -> named.add(twin.file()));
    }
    TreeSet<String> found = new TreeSet<>();
    long bytes = 0;
    try (Stream<Path> files = Files.list(pack.get().folder())) {
      for (Path file : files.filter(path -> path.toString().endsWith(".onnx")).toList()) {
        found.add(file.getFileName().toString());
        bytes += Files.size(file);
      }
    }
    assertEquals(named, found);
    assertTrue(bytes <= BYTES_MAX, bytes + " bytes");
  }

  private List<ModelCard> cards() {
    return pack.map(found -> found.catalog().models()).orElse(List.of());
  }

  private ModelForms forms(ModelCard card) {
    return ModelForms.of(card, new ModelFolder(pack.orElseThrow().folder())).orElseThrow();
  }

  private byte[] content(ModelCard card) {
    return folder().read(card).orElseThrow();
  }

  private ModelFolder folder() {
    return new ModelFolder(pack.orElseThrow().folder());
  }
}
