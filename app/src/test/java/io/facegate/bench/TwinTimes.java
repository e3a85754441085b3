package io.facegate.bench;

import io.facegate.inference.InferenceEngine;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelRun;
import io.facegate.inference.onnx.OnnxEngine;
import io.facegate.pack.ModelPack;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/** How long each network of a pack takes for one run, beside its 8-bit twin. */
final class TwinTimes {
  private static final int ROUNDS = 40;
  private static final int WARMUP_ROUNDS = 5;

  private TwinTimes() {}

  static void measure(ModelPack pack, int threads, String name, BenchTable table) {
    ModelFolder folder = new ModelFolder(pack.folder());
    try (InferenceEngine engine = new OnnxEngine(threads)) {
      for (ModelCard card : pack.catalog().models()) {
        Optional<byte[]> whole = folder.read(card);
        Optional<byte[]> twin =
            card.int8().stream().findFirst().flatMap(other -> folder.read(card.role(), other));
        String row = "%s %s".formatted(card.role(), card.id());
        whole.ifPresent(
            content -> table.put(row, name, "%.2f", millis(engine, card, content)));
        twin.ifPresent(
            content -> table.put(row + ", 8-bit", name, "%.2f", millis(engine, card, content)));
      }
    }
  }

  private static double millis(InferenceEngine engine, ModelCard card, byte[] content) {
    try (Model model = engine.open(card, content, card.input());
        ModelRun run = model.begin()) {
      Random random = new Random(1);
      for (int i = 0; i < run.input().capacity(); i++) {
        run.input().put(i, random.nextFloat());
      }
      long[] nanos = new long[ROUNDS];
      for (int round = -WARMUP_ROUNDS; round < ROUNDS; round++) {
        long start = System.nanoTime();
        run.execute();
        nanos[Math.max(0, round)] = System.nanoTime() - start;
      }
      Arrays.sort(nanos);
      return nanos[ROUNDS / 2] / 1e6;
    }
  }
}
