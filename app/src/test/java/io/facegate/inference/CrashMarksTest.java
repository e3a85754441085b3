package io.facegate.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts after ends that nobody asked for. The end is one that lacks an orderly close. */
class CrashMarksTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  private final FakeEngine first = new FakeEngine("first 1.0");
  private final FakeEngine second = new FakeEngine("second 1.0");
  private final List<Engines> all = new ArrayList<>();
  private ModelForms forms;
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private String boot = "one";
  private String name = "this box";
  private Duration probation = Duration.ofMinutes(10);

  @BeforeEach
  void writeModel() throws IOException {
    forms = new AdderModel(folder).forms();
    first.wholeMillis = 5;
    second.wholeMillis = 15;
  }

  @AfterEach
  void end() {
    all.forEach(Engines::close);
  }

  @Test
  void twoCrashesRunningPutAnEngineAsideForThatModel() throws IOException {
    assertEquals(first, serving(started()));
    assertEquals(first, serving(started()));
    Engines third = started();
    assertEquals(second, serving(third));
    EngineState state = third.states().getFirst();
    assertTrue(state.isSound());
    assertFalse(state.isWell());
    assertTrue(state.told().contains("runs 0 models; put aside for adder@"), state.told());
    assertTrue(state.told().contains("2026-03-02T10:00:00Z"), state.told());
    assertTrue(state.told().contains(choices().toString()), state.told());
    assertTrue(third.states().getLast().isWell());
    third.open(new AdderModel(folder).forms("other"), AdderModel.INPUT);
    assertEquals(1, third.states().getFirst().serves(), "other models stay");
  }

  @Test
  void whatIsPutAsideIsTriedAgainAfterADayAndThenAfterTwo() {
    crashTwice();
    now = now.plus(DAY);
    assertEquals(first, serving(started()), "tried again");
    now = now.plusSeconds(60);
    assertEquals(second, serving(started()), "one crash is enough now");
    now = now.plus(DAY);
    assertEquals(second, serving(started()));
    now = now.plus(DAY);
    assertEquals(first, serving(started()));
    all.getLast().close();
    assertEquals(first, serving(started()), "all is forgiven");
    assertEquals(first, serving(started()));
  }

  @Test
  void aClockThatWasWrongKeepsNobodyAway() {
    now = Instant.parse("2099-01-01T00:00:00Z");
    crashTwice();
    now = Instant.parse("2026-03-01T10:00:00Z");
    assertEquals(first, serving(started()));
  }

  @Test
  void powerCutsCountHalf() {
    for (String one : List.of("one", "two", "three", "four")) {
      boot = one;
      assertEquals(first, serving(started()), one);
    }
    boot = "five";
    assertEquals(second, serving(started()), "that was no power cut any more");
  }

  @Test
  void anotherVersionOrProcessorTriesAgain() {
    crashTwice();
    name = "another box";
    assertEquals(first, serving(started()));
  }

  @Test
  void theOperatorTriesAgainByDeletingTheBook() throws IOException {
    crashTwice();
    Files.delete(choices());
    assertEquals(first, serving(started()));
  }

  @Test
  void anOrderlyEndIsNoCrash() throws IOException {
    for (int i = 0; i < 4; i++) {
      Engines engines = started();
      assertEquals(first, serving(engines));
      assertTrue(Files.readString(choices()).contains("=serving,0,one"));
      engines.close();
      assertFalse(Files.readString(choices()).contains("mark|"));
    }
  }

  @Test
  void whoHasServedForTheProbationIsNotToBlame() {
    serving(started());
    probation = Duration.ofMillis(50);
    serving(started());
    Await.until(Duration.ofSeconds(5), () -> !read().contains("mark|"), "the mark is removed");
    assertEquals(first, serving(started()));
  }

  @Test
  void whoWasOpeningIsToBlameRatherThanWhoServes() throws IOException {
    ModelForms other = new AdderModel(folder).forms("other");
    for (int i = 0; i < 2; i++) {
      Engines engines = started();
      assertEquals(first, serving(engines));
      engines.open(other, AdderModel.INPUT);
      crashWhileOpening(other);
    }
    Engines engines = started();
    assertEquals(first, serving(engines));
    engines.open(other, AdderModel.INPUT);
    assertEquals(1, engines.states().getLast().serves());
  }

  @Test
  void whatOneModelHasAgainstItOutlastsTheCrashOfAnother() throws IOException {
    ModelForms other = new AdderModel(folder).forms("other");
    started().open(other, AdderModel.INPUT);
    serving(started());
    assertTrue(read().contains("=serving,0,one"), "the one that serves");
    assertTrue(read().contains("=,2,one"), "the other, which did not serve again");
    Engines third = started();
    third.open(other, AdderModel.INPUT);
    assertEquals(1, third.states().getFirst().serves());
    Engines fourth = started();
    fourth.open(other, AdderModel.INPUT);
    assertEquals(1, fourth.states().getLast().serves(), "the second crash with the other");
  }

  @Test
  void whoEndsTheProcessWithTwoModelsIsNotTriedWithTheOthers() throws IOException {
    ModelForms other = new AdderModel(folder).forms("other");
    for (int i = 0; i < 2; i++) {
      Engines engines = started();
      engines.open(forms, AdderModel.INPUT);
      engines.open(other, AdderModel.INPUT);
    }
    Engines engines = started();
    engines.open(new AdderModel(folder).forms("third"), AdderModel.INPUT);
    assertEquals(1, engines.states().getLast().serves());
    assertTrue(engines.states().getFirst().told().contains("all models"));
  }

  @Test
  void anEngineThatHangsTwiceRunningIsNotWaitedForAgain() {
    first.hanging = true;
    for (int i = 0; i < 2; i++) {
      Engines engines = started();
      assertEquals(second, serving(engines));
      assertFalse(engines.states().getFirst().isSound());
      engines.close();
    }
    first.letGo();
    first.hanging = false;
    assertEquals(second, serving(started()));
  }

  @Test
  void whoAloneReadsAModelServesItAllTheSame() {
    crashTwice();
    second.reads = Set.of(ModelForm.IR);
    Engines engines = started();
    assertEquals(first, serving(engines));
    assertFalse(engines.states().getFirst().isWell());
  }

  @Test
  void theLastResortIsNeverPutAside() {
    first.refusing = true;
    for (int i = 0; i < 4; i++) {
      assertEquals(second, serving(started()));
      assertFalse(read().contains("serving"));
    }
    assertTrue(all.getLast().states().getLast().isWell());
  }

  @Test
  void runsDoNotWrite() throws IOException {
    Engines engines = started();
    Model model = engines.open(forms, AdderModel.INPUT);
    Files.delete(choices());
    SelfTest.figures(model);
    SelfTest.figures(model);
    assertFalse(Files.exists(choices()));
  }

  @Test
  void aBookThatCannotBeWrittenKeepsNobodyFromServing() throws IOException {
    Files.createDirectories(choices().resolve("in the way"));
    Engines engines = started();
    assertEquals(first, serving(engines));
    engines.close();
  }

  private void crashTwice() {
    assertEquals(first, serving(started()));
    assertEquals(first, serving(started()));
    assertEquals(second, serving(started()));
  }

  private void crashWhileOpening(ModelForms model) {
    ChoiceBook book = new ChoiceBook(Optional.of(choices()));
    for (String key : book.keys()) {
      if (key.contains(model.card().modelId()) && key.startsWith("mark|")) {
        book.put(key, book.entry(key).orElseThrow().replace("serving", "opening"));
      }
    }
    book.flush();
  }

  private Engines started() {
    EnginesConfig config = new AdderModel(folder).config(Precision.FP32);
    Box box = new Box(name, boot, () -> now, probation);
    Engines engines = new Engines(List.of(first, second), config, box);
    all.add(engines);
    return engines;
  }

  /* Who runs the model. */
  private FakeEngine serving(Engines engines) {
    Model model = engines.open(forms, AdderModel.INPUT);
    int before = first.ran.size();
    assertEquals(AdderModel.golden(), SelfTest.figures(model).getFirst());
    return first.ran.size() > before ? first : second;
  }

  private Path choices() {
    return new AdderModel(folder).choices();
  }

  private String read() {
    try {
      return Files.readString(choices());
    } catch (IOException gone) {
      return "";
    }
  }
}
