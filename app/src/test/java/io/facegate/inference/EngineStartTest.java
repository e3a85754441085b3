package io.facegate.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an engine whose library or drivers are broken. */
class EngineStartTest {
  private static final Box BOX =
      new Box("this box", "one", InstantSource.system(), Duration.ofMinutes(10));

  @TempDir Path folder;
  private final FakeEngine onnx = new FakeEngine("plain 1.0");
  private final FakeEngine openvino = new FakeEngine("fast 1.0");

  /** What happens when the drivers are loaded. */
  private interface Drivers {
    void load() throws InterruptedException;
  }

  @Test
  void bothServeWhereBothStart() throws IOException {
    try (Engines engines = started(() -> {})) {
      assertEquals(List.of("fast 1.0", "plain 1.0"), names(engines));
      engines.open(new AdderModel(folder).forms(), AdderModel.INPUT).close();
    }
    assertFalse(Files.readString(new AdderModel(folder).choices()).contains("mark|"));
  }

  @Test
  void whatIsNotThereIsPassedOver() {
    try (Engines engines = started(() -> fail(new EngineAbsentException("nowhere")))) {
      assertEquals(List.of("plain 1.0"), names(engines));
    }
  }

  @Test
  void whatDoesNotStartIsPassedOverAndTold() {
    for (Throwable failure :
        List.of(new ModelRefusedException("no plug-ins"), new UnsatisfiedLinkError("no symbol"))) {
      try (Engines engines = started(() -> fail(failure))) {
        assertEquals(List.of("plain 1.0", "openvino"), names(engines));
        String fault = engines.states().getLast().fault();
        assertTrue(fault.contains(failure.getMessage()), fault);
      }
    }
  }

  @Test
  void whatHangsAtItsStartIsPassedOverAndAfterTwiceNotTried() {
    CountDownLatch hung = new CountDownLatch(1);
    for (int i = 0; i < 2; i++) {
      try (Engines engines = started(hung::await)) {
        assertTrue(engines.states().getLast().fault().contains("has not started after"));
      }
    }
    try (Engines engines = started(() -> {})) {
      String fault = engines.states().getLast().fault();
      assertTrue(fault.contains("put aside for all models"), fault);
    }
    hung.countDown();
  }

  @Test
  void whatEndsTheProcessTwiceAtItsStartIsNotTried() {
    crashAtStart();
    try (Engines engines = started(() -> {})) {
      assertEquals(List.of("fast 1.0", "plain 1.0"), names(engines));
    }
    crashAtStart();
    crashAtStart();
    try (Engines engines = started(() -> {})) {
      assertEquals(List.of("plain 1.0", "openvino"), names(engines));
      assertFalse(engines.states().getLast().isWell());
    }
  }

  @Test
  void theOnlyOneAllowedMustStart() {
    EnginesConfig usual = new AdderModel(folder).config(Precision.AUTO);
    EnginesConfig forced =
        new EnginesConfig(
            usual.order(),
            Optional.of(EnginesConfig.OPENVINO),
            usual.precision(),
            usual.choices(),
            usual.openTimeMax());
    EngineStarter absent =
        (name, drivers) -> {
          throw new EngineAbsentException("nowhere");
        };
    assertThrows(ModelRefusedException.class, () -> Engines.start(forced, absent, BOX));
  }

  private static void fail(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  private void crashAtStart() {
    ChoiceBook book = new ChoiceBook(Optional.of(new AdderModel(folder).choices()));
    new CrashMarks(book, BOX).opening("openvino at its start", "all models");
  }

  private Engines started(Drivers loading) {
    EngineStarter starter =
        (name, drivers) -> {
          if (name.equals(EnginesConfig.ONNX)) {
            return List.of(onnx);
          }
          drivers.run();
          try {
            loading.load();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          return List.of(openvino);
        };
    return Engines.start(new AdderModel(folder).config(Precision.FP32), starter, BOX);
  }

  private static List<String> names(Engines engines) {
    return engines.states().stream().map(EngineState::name).toList();
  }
}
