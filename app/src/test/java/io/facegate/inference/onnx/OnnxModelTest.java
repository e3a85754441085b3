package io.facegate.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ModelRun;
import io.facegate.pack.ModelPack;
import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of a model's memory, told of the detector of the built-in pack. */
class OnnxModelTest {
  private final OnnxEngine engine = new OnnxEngine(1);
  private final ModelPack pack = ModelPack.of(ModelPack.builtInFolder().orElseThrow());
  private final ModelCard card =
      pack.catalog().cards(ModelRole.FACE_DETECTOR).getFirst();

  private final byte[] content = new ModelFolder(pack.folder()).read(card).orElseThrow();

  private Model open(int side) {
    InputSpec input = card.input().sized(side, side);
    return engine.open(card, content, input);
  }

  private static float said(ModelRun run) {
    run.execute();
    float sum = 0;
    for (int i = 0; i < run.output(0).capacity(); i++) {
      sum += run.output(0).get(i);
    }
    return sum;
  }

  @Test
  void aRunOutlivesItsModelAndIsTheLast() {
    Model model = open(64);
    FloatBuffer input;
    try (ModelRun run = model.begin()) {
      input = run.input();
      float before = said(run);
      model.close();
      assertEquals(before, said(run));
      assertThrows(IllegalStateException.class, model::begin);
    }
    assertThrows(IllegalStateException.class, () -> input.get(0), "it is freed");
    model.close();
  }

  @Test
  void smallBuffersAreKeptForTheNextRunAndLargeOnesAreNot() {
    assertEquals(1, buffersOfTwoRuns(64));
    assertEquals(2, buffersOfTwoRuns(960));
  }

  /** Whether the second run gets the first one's buffers: 1 if it does. */
  private int buffersOfTwoRuns(int side) {
    try (Model model = open(side)) {
      FloatBuffer first;
      try (ModelRun run = model.begin()) {
        first = run.input();
      }
      try (ModelRun run = model.begin()) {
        return run.input().equals(first) ? 1 : 2;
      } catch (IllegalStateException freed) {
        return 2;
      }
    }
  }

  @Test
  void twoSizesSayWhatEachSaysAlone() {
    float alone;
    try (Model small = open(64);
        ModelRun run = small.begin()) {
      alone = said(run);
    }
    Model large = open(320);
    try (Model small = open(64);
        ModelRun smallRun = small.begin()) {
      try (ModelRun largeRun = large.begin()) {
        said(largeRun);
      }
      assertEquals(alone, said(smallRun));
      large.close();
      assertEquals(alone, said(smallRun));
    }
  }

  @Test
  void aFileHasOneSessionAsLongAsSomebodyUsesIt() throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    SharedSessions sessions = new SharedSessions();
    AtomicInteger made = new AtomicInteger();
    SharedSessions.Maker maker =
        () -> {
          made.incrementAndGet();
          return environment.createSession(content);
        };
    SharedSessions.Shared first = sessions.of("a", maker);
    SharedSessions.Shared second = sessions.of("a", maker);
    assertSame(first.session(), second.session());
    SharedSessions.Shared other = sessions.of("b", maker);
    assertNotSame(first.session(), other.session());
    first.close();
    assertEquals(card.outputs().size(), second.session().getNumOutputs());
    second.close();
    other.close();
    sessions.of("a", maker).close();
    assertEquals(3, made.get());
  }
}
