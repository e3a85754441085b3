package io.facegate.bench;

import io.facegate.vision.StageTimer;
import java.io.IOException;
import java.util.Locale;

/**
 * Prints the anchors of the score scale for the embedder of the catalog: straight lines through the
 * cosines at which all pairs of two people, and the pairs of one person, reach given shares.
 */
public final class CalibrateScore {
  private CalibrateScore() {}

  /** Measures all pairs of the development portraits. */
  public static void main(String[] arguments) throws IOException {
    try (BenchAnalyzer analyzer = BenchAnalyzer.open(1, StageTimer.NONE)) {
      LfwSimilarities all = LfwSimilarities.measure(analyzer);
      System.out.printf(
          "%s: %d people, %d of %d photos, %d pairs of one person, %d pairs of two%n",
          analyzer.analyzer().embeddingModelId(),
          all.people(),
          all.found(),
          all.photos(),
          all.genuine().length,
          all.impostor().length);
      anchor("least likeness of two people", all.impostor()[0], 0);
      anchor("median of two people", LfwSimilarities.quantile(all.impostor(), 0.5), 20);
      anchor("false matches 1e-2", all.thresholdAt(1e-2), 50);
      anchor("false matches 1e-3", all.thresholdAt(1e-3), 70);
      anchor("false matches 1e-4", all.thresholdAt(1e-4), 80);
      anchor("median of one person", LfwSimilarities.quantile(all.genuine(), 0.5), 95);
      anchor("the same photo", 1, 100);
    }
  }

  private static void anchor(String meaning, double cosine, int score) {
    System.out.printf(
        Locale.ROOT, "{\"cosine\": %.3f, \"score\": %d}   %s%n", cosine, score, meaning);
  }
}
