package io.facegate.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ModelRun;
import io.facegate.inference.OutputSpec;
import io.facegate.inference.SelfTest;
import io.facegate.pack.ModelCatalogReader;
import io.facegate.testing.Shared;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnnxEngineIT {
  private final ModelCatalog catalog = ModelCatalogReader.builtIn();
  private final OnnxEngine engine = new OnnxEngine(1);

  @Test
  void everyModelReproducesItsGoldenFigures() {
    for (ModelCard card : catalog.models()) {
      try (Model model = open(card)) {
        SelfTest.Result result = SelfTest.run(model);
        assertTrue(result.passed(), result.toString());
        assertTrue(result.deviation() < 0.1, result.toString());
      }
    }
  }

  @Test
  void anotherModelOfTheSameShapesFailsTheSelfTest() {
    List<ModelCard> cards = catalog.cards(ModelRole.LIVENESS);
    byte[] other = content(cards.get(1));
    try (Model model = engine.open(cards.get(0), other, cards.get(0).input())) {
      assertFalse(SelfTest.run(model).passed());
    }
  }

  @Test
  void otherShapesAreRefused() {
    ModelCard card = catalog.cards(ModelRole.HEAD_POSE).getFirst();
    byte[] content = content(card);
    InputSpec wide = with(card.input(), card.input().name(), 90);
    assertRefused(card, content, wide);
    assertRefused(card, content, with(card.input(), "picture", card.input().width()));
    assertRefused(withOutput(card, "angle", List.of(1, 1)), content, card.input());
    assertRefused(withOutput(card, "angle_y_fc", List.of(1, 2)), content, card.input());
    assertRefused(card, new byte[] {1, 2, 3}, card.input());
    assertRefused(card, content(catalog.cards(ModelRole.LIVENESS).getFirst()), card.input());
  }

  @Test
  void aModelServesSeveralThreadsAtATime() throws Exception {
    ModelCard card = catalog.cards(ModelRole.HEAD_POSE).getFirst();
    try (Model model = open(card);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Float> alone = IntStream.range(0, 7).mapToObj(i -> yaw(model, i)).toList();
      List<Future<Float>> answers =
          IntStream.range(0, 200)
              .mapToObj(i -> threads.submit(() -> yaw(model, i % 7)))
              .toList();
      for (int i = 0; i < answers.size(); i++) {
        assertEquals(alone.get(i % 7), answers.get(i).get());
      }
    }
  }

  @Test
  void nothingIsReportedHome() {
    assertTrue(Telemetry.isOff());
  }

  private static float yaw(Model model, int brightness) {
    try (ModelRun run = model.begin()) {
      for (int i = 0; i < run.input().capacity(); i++) {
        run.input().put(i, (i % 200) * brightness / 7f);
      }
      run.execute();
      return run.output(0).get(0);
    }
  }

  private void assertRefused(ModelCard card, byte[] content, InputSpec input) {
    assertThrows(ModelRefusedException.class, () -> engine.open(card, content, input));
  }

  private Model open(ModelCard card) {
    return engine.open(card, content(card), card.input());
  }

  private static byte[] content(ModelCard card) {
    return new ModelFolder(Shared.models()).read(card).orElseThrow();
  }

  private static InputSpec with(InputSpec input, String name, int width) {
    return new InputSpec(
        name, input.height(), width, true, input.colours(), input.mean(), input.factor());
  }

  private static ModelCard withOutput(ModelCard card, String name, List<Integer> shape) {
    return new ModelCard(
        card.role(),
        card.id(),
        card.file(),
        card.bytes(),
        card.sha256(),
        card.licence(),
        card.origin(),
        card.input(),
        List.of(new OutputSpec(name, shape, List.of())),
        card.crop(),
        card.scoreScale(),
        card.calibration(),
        card.options(),
        card.int8(),
        card.openvino(),
        card.verifies());
  }
}
