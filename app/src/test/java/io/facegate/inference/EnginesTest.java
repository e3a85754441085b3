package io.facegate.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
  private static final InputSpec INPUT =
      new InputSpec(
          "in", 8, 8, true, ColourOrder.RGB, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

  @TempDir Path folder;
  private final FakeEngine first = new FakeEngine("first 1.0");
  private final FakeEngine second = new FakeEngine("second 1.0");
  private ModelForms forms;

  @BeforeEach
  void writeModel() throws IOException {
    forms = forms(golden());
  }

  @Test
  void thePreferredEngineServesWhenTheOtherIsNoFaster() {
    try (Engines engines = engines(Precision.FP32);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(golden(), sampled(model));
      assertEquals(1, engines.states().getFirst().serves());
      assertEquals(0, engines.states().getLast().serves());
      assertEquals(1, engines.selfTests().size());
    }
    assertEquals(0, first.open.get() + second.open.get());
  }

  @Test
  void theOtherServesWhenItIsMuchFaster() {
    first.wholeMillis = 60;
    try (Engines engines = engines(Precision.FP32);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(golden(), sampled(model));
      assertEquals(1, engines.states().getLast().serves());
    }
  }

  @Test
  void theTwinServesWhereItIsFasterAndNeverWhereItIsNotWanted() {
    first.wholeMillis = second.wholeMillis = 60;
    for (Precision precision : Precision.values()) {
      try (Engines engines = engines(precision);
          Model model = engines.open(forms, INPUT)) {
        first.ran.clear();
        second.ran.clear();
        sampled(model);
        String expected = precision == Precision.FP32 ? "whole" : "twin";
        assertEquals(List.of(expected), first.ran, precision + " on the first");
      }
    }
  }

  @Test
  void whatWasMeasuredIsKeptForTheNextStart() {
    second.wholeMillis = 30;
    first.wholeMillis = 60;
    engines(Precision.FP32).open(forms, INPUT).close();
    second.wholeMillis = 200;
    try (Engines engines = engines(Precision.FP32);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(golden(), sampled(model));
      assertEquals(1, engines.states().getLast().serves(), "as measured, not as it would be now");
    }
  }

  @Test
  void anUnreadableBookCostsAMeasurementOnly() throws IOException {
    Files.write(folder.resolve("choices"), new byte[] {'a', '\\', 'u', 'x', 0, 1, 2});
    try (Engines engines = engines(Precision.FP32);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(golden(), sampled(model));
    }
  }

  @Test
  void anEngineThatSaysSomethingElseIsLeftForTheNext() {
    first.wrong = true;
    try (Engines engines = engines(Precision.AUTO);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(golden(), sampled(model));
      assertFalse(engines.states().getFirst().isSound());
      assertTrue(engines.states().getFirst().fault().contains("golden"));
    }
  }

  @Test
  void anEngineThatRefusesOneModelMayServeOthers() {
    first.refusing = true;
    try (Engines engines = engines(Precision.AUTO);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(golden(), sampled(model));
      assertTrue(engines.states().getFirst().isSound());
    }
  }

  @Test
  void anEngineThatHangsIsLeftForTheNext() {
    first.hanging = true;
    try (Engines engines = engines(Precision.AUTO);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(golden(), sampled(model));
      assertTrue(engines.states().getFirst().fault().contains("not open after"));
    } finally {
      first.letGo();
    }
  }

  @Test
  void aRunThatFailsIsDoneAgainElsewhere() {
    second.wholeMillis = second.twinMillis = 60;
    try (Engines engines = engines(Precision.AUTO);
        Model model = engines.open(forms, INPUT);
        ModelRun run = model.begin()) {
      SelfTest.paint(model, run);
      first.broken = true;
      run.execute();
      assertEquals(golden().getFirst(), run.output(0).get(0), 1e-3);
      assertFalse(engines.states().getFirst().isSound());
      assertTrue(engines.states().getFirst().fault().contains("does not answer"));
      assertEquals(1, engines.states().getLast().serves());
      assertEquals(golden(), sampled(model), "and so are those that follow");
    }
    assertEquals(0, first.open.get() + second.open.get());
  }

  @Test
  void aSizeOpenedLaterIsServedAlike() {
    try (Engines engines = engines(Precision.AUTO);
        Model small = engines.open(forms, INPUT);
        Model large = engines.open(forms, INPUT.sized(16, 24))) {
      assertEquals(3 * 16 * 24, large.begin().input().capacity());
      assertEquals(8, small.input().width());
    }
  }

  @Test
  void theProcessEndingDuringATrialIsRemembered() throws IOException {
    Files.writeString(folder.resolve("choices"), "trying=first 1.0\ntries=2\n");
    try (Engines engines = engines(Precision.AUTO);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(golden(), sampled(model));
      assertTrue(engines.states().getFirst().fault().contains("ended twice while it was tried"));
      assertEquals(0, first.ran.size());
    }
  }

  @Test
  void theProcessEndingOnceDuringATrialIsForgiven() throws IOException {
    Files.writeString(folder.resolve("choices"), "trying=first 1.0\ntries=1\n");
    try (Engines engines = engines(Precision.AUTO);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(golden(), sampled(model));
      assertTrue(engines.states().getFirst().isSound());
    }
    assertFalse(Files.readString(folder.resolve("choices")).contains("trying"));
  }

  @Test
  void anEngineThatWasWrongIsTriedAgainAtTheNextStart() throws IOException {
    first.wrong = true;
    engines(Precision.AUTO).open(forms, INPUT).close();
    assertFalse(Files.readString(folder.resolve("choices")).contains("trying"));
    first.wrong = false;
    try (Engines engines = engines(Precision.AUTO);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(golden(), sampled(model));
      assertTrue(engines.states().getFirst().isSound());
    }
  }

  @Test
  void withoutAnyEngineThatIsRightThereIsNoModel() {
    second.wrong = true;
    first.refusing = true;
    try (Engines engines = engines(Precision.AUTO)) {
      assertThrows(ModelRefusedException.class, () -> engines.open(forms, INPUT));
    }
    assertEquals(0, first.open.get() + second.open.get());
  }

  private Engines engines(Precision precision) {
    return new Engines(
        List.of(first, second),
        new EnginesConfig(
            List.of("openvino", "onnx"),
            Optional.empty(),
            precision,
            Optional.of(folder.resolve("choices")),
            Duration.ofSeconds(2)));
  }

  private static List<Double> sampled(Model model) {
    return SelfTest.figures(model).getFirst();
  }

  private List<Double> golden() {
    try (Model model = new FakeEngine("golden").open(card(List.of(1.0)), new byte[1], INPUT)) {
      return SelfTest.figures(model).getFirst();
    }
  }

  private ModelForms forms(List<Double> golden) throws IOException {
    Files.write(folder.resolve("model.onnx"), new byte[] {'w'});
    Files.write(folder.resolve("model-int8.onnx"), new byte[] {'i'});
    return ModelForms.of(card(golden), new ModelFolder(folder)).orElseThrow();
  }

  private static ModelCard card(List<Double> golden) {
    return new ModelCard(
        ModelRole.FACE_EMBEDDER,
        "adder",
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
        List.of());
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
