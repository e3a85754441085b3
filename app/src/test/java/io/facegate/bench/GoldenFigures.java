package io.facegate.bench;

import io.facegate.inference.InferenceEngine;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.SelfTest;
import io.facegate.inference.onnx.OnnxEngine;
import io.facegate.pack.ModelCatalogReader;
import io.facegate.testing.Shared;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints the golden figures of every model of the catalog, to be pasted into it. */
public final class GoldenFigures {
  private GoldenFigures() {}

  /** Runs each model once on the generated picture of the self-test. */
  public static void main(String[] arguments) {
    ModelFolder folder = new ModelFolder(Shared.models());
    try (InferenceEngine engine = new OnnxEngine(1)) {
      for (ModelCard card : ModelCatalogReader.builtIn().models()) {
        folder.read(card).ifPresent(content -> print(engine, card, content));
      }
    }
  }

  private static void print(InferenceEngine engine, ModelCard card, byte[] content) {
    try (Model model = engine.open(card, content, card.input())) {
      List<List<Double>> figures = SelfTest.figures(model);
      for (int i = 0; i < figures.size(); i++) {
        String numbers =
            figures.get(i).stream()
                .map(figure -> String.format(Locale.ROOT, "%.5g", figure))
                .collect(Collectors.joining(", "));
        System.out.printf("%s %s [%s]%n", card.id(), card.outputs().get(i).name(), numbers);
      }
    }
  }
}
