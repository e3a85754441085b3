package io.facegate.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
  private static final InputSpec INPUT = AdderModel.INPUT;

  @TempDir Path folder;
  private final FakeEngine first = new FakeEngine("first 1.0");
  private final FakeEngine second = new FakeEngine("second 1.0");
  private ModelForms forms;

  @BeforeEach
  void writeModel() throws IOException {
    forms = new AdderModel(folder).forms();
  }

  @Test
  void thePreferredEngineServesWhenTheOtherIsNoFaster() {
    try (Engines engines = engines(Precision.FP32);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(AdderModel.golden(), sampled(model));
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
      assertEquals(AdderModel.golden(), sampled(model));
      assertEquals(1, engines.states().getLast().serves());
    }
  }

  @Test
  void theTwinServesWhereItIsFasterAndNeverWhereItIsNotWanted() {
    first.wholeMillis = second.wholeMillis = 60;
    assertEquals("twin", served(Precision.AUTO));
    assertEquals("whole", served(Precision.FP32));
    assertEquals("twin", served(Precision.AUTO), "as kept");
  }

  @Test
  void theTwinServesWhereItIsWantedHoweverSlow() {
    first.twinMillis = second.twinMillis = 60;
    assertEquals("twin", served(Precision.INT8));
    assertEquals("whole", served(Precision.AUTO), "what was wanted before does not count");
    assertEquals("twin", served(Precision.INT8), "nor what was measured in between");
  }

  /** In which form the first engine runs the model, with what earlier calls have kept. */
  private String served(Precision precision) {
    try (Engines engines = engines(precision);
        Model model = engines.open(forms, INPUT)) {
      first.ran.clear();
      sampled(model);
      assertEquals(1, first.ran.size(), precision + " on the first");
      return first.ran.getFirst();
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
      assertEquals(AdderModel.golden(), sampled(model));
      assertEquals(1, engines.states().getLast().serves(), "as measured, not as it would be now");
    }
  }

  @Test
  void anUnreadableBookCostsAMeasurementOnly() throws IOException {
    Files.write(folder.resolve("choices"), new byte[] {'a', '\\', 'u', 'x', 0, 1, 2});
    try (Engines engines = engines(Precision.FP32);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(AdderModel.golden(), sampled(model));
    }
  }

  @Test
  void anEngineThatSaysSomethingElseIsLeftForTheNext() {
    first.wrong = true;
    try (Engines engines = engines(Precision.AUTO);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(AdderModel.golden(), sampled(model));
      assertFalse(engines.states().getFirst().isSound());
      assertTrue(engines.states().getFirst().fault().contains("golden"));
    }
  }

  @Test
  void anEngineThatFailsWhileItIsMeasuredIsLeftForTheNext() {
    first.failsAtRun = 3;
    try (Engines engines = engines(Precision.AUTO);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(AdderModel.golden(), sampled(model));
      assertEquals(1, engines.states().getLast().serves());
      assertTrue(engines.states().getFirst().fault().contains("does not answer"));
    }
    assertEquals(0, first.open.get() + second.open.get());
  }

  @Test
  void anEngineThatRefusesOneModelMayServeOthers() {
    first.refusing = true;
    try (Engines engines = engines(Precision.AUTO);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(AdderModel.golden(), sampled(model));
      assertTrue(engines.states().getFirst().isSound());
    }
  }

  @Test
  void anEngineThatHangsIsLeftForTheNext() {
    first.hanging = true;
    try (Engines engines = engines(Precision.AUTO);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(AdderModel.golden(), sampled(model));
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
      assertEquals(AdderModel.golden().getFirst(), run.output(0).get(0), 1e-3);
      assertFalse(engines.states().getFirst().isSound());
      assertTrue(engines.states().getFirst().fault().contains("does not answer"));
      assertEquals(1, engines.states().getLast().serves());
      assertEquals(AdderModel.golden(), sampled(model), "and so are those that follow");
    }
    assertEquals(0, first.open.get() + second.open.get());
  }

  @Test
  void anEngineThatWasWrongIsTriedAgainAtTheNextStart() throws IOException {
    first.wrong = true;
    second.wholeMillis = second.twinMillis = 60;
    try (Engines engines = engines(Precision.AUTO);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(AdderModel.golden(), sampled(model));
      assertEquals(1, engines.states().getLast().serves());
    }
    assertFalse(Files.readString(folder.resolve("choices")).contains("mark|"));
    first.wrong = false;
    try (Engines engines = engines(Precision.AUTO);
        Model model = engines.open(forms, INPUT)) {
      assertEquals(AdderModel.golden(), sampled(model));
      assertTrue(engines.states().getFirst().isWell());
      assertEquals(1, engines.states().getFirst().serves());
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
    return new Engines(List.of(first, second), new AdderModel(folder).config(precision));
  }

  private static List<Double> sampled(Model model) {
    return SelfTest.figures(model).getFirst();
  }
}
