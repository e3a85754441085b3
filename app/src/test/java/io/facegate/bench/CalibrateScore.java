package io.facegate.bench;

import io.facegate.pack.ModelPack;
import io.facegate.testing.Shared;
import io.facegate.vision.StageTimer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Prints the anchors of the score scale for the embedder of the catalog: straight lines through the
 * cosines at which all pairs of two people, and the pairs of one person, reach given shares. One
 * half of the people gives the anchors; what they are worth is counted on the other half.
 */
public final class CalibrateScore {
  private CalibrateScore() {}

  /**
   * Measures all pairs of the development portraits.
   *
   * @param arguments a folder of models, or nothing for those of the development checkout
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = arguments.length > 0 ? Path.of(arguments[0]) : Shared.models();
    try (BenchAnalyzer analyzer = BenchAnalyzer.open(ModelPack.of(folder), 1, StageTimer.NONE)) {
      LfwSimilarities everybody = LfwSimilarities.measure(analyzer);
      LfwSimilarities all = everybody.half(0);
      LfwSimilarities others = everybody.half(1);
      System.out.printf(
          "%s: %d of %d photos; of %d people %d pairs of one person, %d pairs of two%n",
          analyzer.analyzer().embeddingModelId(),
          everybody.found(),
          everybody.photos(),
          all.people(),
          all.genuine().length,
          all.impostor().length);
      anchor("least likeness of two people", all.impostor()[0], 0);
      anchor("median of two people", LfwSimilarities.quantile(all.impostor(), 0.5), 20);
      anchor("false matches 1e-2", all.thresholdAt(1e-2), 50);
      anchor("false matches 1e-3", all.thresholdAt(1e-3), 70);
      double usual = all.thresholdAt(1e-4);
      anchor("false matches 1e-4", usual, 80);
      anchor("false matches 1e-5", all.thresholdAt(1e-5), 90);
      /* A weak model knows half of the pairs below the usual threshold; the scale must rise. */
      double median = LfwSimilarities.quantile(all.genuine(), 0.5);
      boolean rises = median > usual + 0.02;
      anchor(
          rises ? "median of one person" : "half way to the same photo",
          rises ? median : (usual + 1) / 2,
          95);
      anchor("the same photo", 1, 100);
      System.out.printf(
          "the other %d people: %d pairs of one person, %d pairs of two%n",
          others.people(), others.genuine().length, others.impostor().length);
      for (double rate : new double[] {1e-2, 1e-3, 1e-4, 1e-5}) {
        worth(others, rate, all.thresholdAt(rate));
      }
    }
  }

  private static void worth(LfwSimilarities others, double rate, double cosine) {
    System.out.printf(
        Locale.ROOT,
        "cosine %.3f, meant for false matches %.0e: %.1e, and %.1f %% of one person known%n",
        cosine,
        rate,
        others.mistaken(cosine),
        100 * others.accepted(cosine));
  }

  private static void anchor(String meaning, double cosine, int score) {
    System.out.printf(
        Locale.ROOT, "{\"cosine\": %.3f, \"score\": %d}   %s%n", cosine, score, meaning);
  }
}
