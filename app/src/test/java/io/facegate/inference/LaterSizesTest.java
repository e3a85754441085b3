package io.facegate.inference;

import static io.facegate.inference.Precision.AUTO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes that a model is opened at long after the start, while pictures wait. */
class LaterSizesTest {
  private static final InputSpec SMALL = AdderModel.INPUT;
  private static final InputSpec LARGE = SMALL.sized(16, 24);

  @TempDir Path folder;
  private final FakeEngine first = new FakeEngine("first 1.0");
  private final FakeEngine second = new FakeEngine("second 1.0");
  private ModelForms forms;
  private List<Double> large;

  @BeforeEach
  void writeModel() throws IOException {
    forms = new AdderModel(folder).forms();
    second.wholeMillis = second.twinMillis = 60;
    try (Model model = new FakeEngine("large").open(forms.card(), new byte[1], LARGE)) {
      large = SelfTest.figures(model).getFirst();
    }
  }

  @Test
  void aSizeIsServedByTheChoiceMadeAtTheStartWithoutMeasuringAgain() {
    try (Engines engines = engines();
        Model small = engines.open(forms, SMALL)) {
      int runs = first.ran.size();
      try (Model model = engines.open(forms, LARGE)) {
        assertEquals(runs + 1, first.ran.size(), "tested once");
        assertEquals(large, SelfTest.figures(model).getFirst());
        assertEquals(runs + 2, first.ran.size(), "the first serves");
        assertEquals(8, small.input().width());
        assertEquals(24, model.input().width());
      }
      assertTrue(engines.states().getFirst().isWell());
    }
    assertEquals(0, first.open.get() + second.open.get());
  }

  @Test
  void aSizeThatHangsWhileItOpensIsLeftToTheNextEngine() throws IOException {
    try (Engines engines = engines();
        Model small = engines.open(forms, SMALL)) {
      first.larger = "hang";
      try (Model model = engines.open(forms, LARGE)) {
        assertEquals(large, SelfTest.figures(model).getFirst());
      }
      assertTrue(fault(engines).contains("not open after"), fault(engines));
      assertEquals(AdderModel.golden(), SelfTest.figures(small).getFirst());
      assertEquals(1, engines.states().getLast().serves(), "the small size moves on, too");
    } finally {
      first.letGo();
    }
    assertTrue(Files.readString(folder.resolve("choices")).contains("=opening,0,"));
  }

  @Test
  void aSizeThatIsWrongIsLeftToTheNextEngine() {
    try (Engines engines = engines();
        Model small = engines.open(forms, SMALL)) {
      first.larger = "err";
      try (Model model = engines.open(forms, LARGE)) {
        assertEquals(large, SelfTest.figures(model).getFirst());
      }
      assertTrue(fault(engines).contains("at another size"), fault(engines));
      assertEquals(AdderModel.golden(), SelfTest.figures(small).getFirst());
    }
    assertEquals(0, first.open.get() + second.open.get());
  }

  @Test
  void aSizeThatIsRefusedGoesToTheNextEngineAndNoOtherDoes() {
    try (Engines engines = engines();
        Model small = engines.open(forms, SMALL)) {
      first.larger = "refuse";
      try (Model model = engines.open(forms, LARGE)) {
        assertEquals(large, SelfTest.figures(model).getFirst());
      }
      assertTrue(engines.states().getFirst().isWell());
      first.ran.clear();
      assertEquals(AdderModel.golden(), SelfTest.figures(small).getFirst());
      assertEquals(1, first.ran.size());
    }
    assertEquals(0, first.open.get() + second.open.get());
  }

  @Test
  void aSizeAtWhichTheTwinIsWrongIsServedInFloatingPointByTheOnlyEngine() {
    assertTwinStandsBack(new Engines(List.of(first), new AdderModel(folder).config(AUTO)));
  }

  @Test
  void aSizeAtWhichTheTwinIsWrongIsServedInFloatingPointByTheSameEngine() {
    assertTwinStandsBack(new Engines(List.of(first, second), new AdderModel(folder).config(AUTO)));
    assertEquals(0, second.open.get());
  }

  private void assertTwinStandsBack(Engines opened) {
    first.twinMillis = 1;
    try (Engines engines = opened;
        Model small = engines.open(forms, SMALL)) {
      first.larger = "twin errs";
      try (Model model = engines.open(forms, LARGE)) {
        first.ran.clear();
        assertEquals(large, SelfTest.figures(model).getFirst());
        assertEquals(List.of("whole"), first.ran);
      }
      first.ran.clear();
      assertEquals(AdderModel.golden(), SelfTest.figures(small).getFirst());
      assertEquals(List.of("twin"), first.ran, "other sizes stay as they are");
      assertTrue(engines.states().getFirst().isWell());
    }
    assertEquals(0, first.open.get());
  }

  @Test
  void aRunThatFailsAtALaterSizeIsDoneAgainElsewhere() {
    try (Engines engines = engines();
        Model small = engines.open(forms, SMALL);
        Model model = engines.open(forms, LARGE)) {
      first.broken = true;
      assertEquals(large, SelfTest.figures(model).getFirst());
      assertTrue(fault(engines).contains("does not answer"), fault(engines));
      assertEquals(AdderModel.golden(), SelfTest.figures(small).getFirst());
    }
    assertEquals(0, first.open.get() + second.open.get());
  }

  @Test
  void theLastResortIsTestedBeforeItServesALaterSize() throws IOException {
    try (Engines engines = engines()) {
      engines.open(forms, SMALL).close();
    }
    try (Engines engines = engines();
        Model small = engines.open(forms, SMALL)) {
      assertEquals(8, small.input().width());
      second.ran.clear();
      first.larger = "refuse";
      engines.open(forms, LARGE).close();
      assertEquals(List.of("whole"), second.ran, "on the golden figures");
    }
    assertFalse(Files.readString(folder.resolve("choices")).contains("mark|"));
  }

  private static String fault(Engines engines) {
    return engines.states().getFirst().fault();
  }

  private Engines engines() {
    return new Engines(List.of(first, second), new AdderModel(folder).config(Precision.FP32));
  }
}
