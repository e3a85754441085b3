package io.facegate.report;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Finds thresholds: whatever is at or over one counts as the same person. Each lies half way
 * between the two cosines it separates.
 */
final class Thresholds {
  private final Matches matches;
  /* Of all pairs, each once, rising. */
  private final double[] cosines;

  /** Of pairs, at least one of which has a cosine. */
  Thresholds(Matches matches) {
    this.matches = matches;
    this.cosines =
        DoubleStream.concat(Arrays.stream(matches.same()), Arrays.stream(matches.different()))
            .sorted()
            .distinct()
            .toArray();
  }

  /** The threshold that decides most pairs rightly; of several the highest. */
  double best() {
    double best = over(cosines[cosines.length - 1]);
    long right = matches.right(best).hits();
    for (int i = cosines.length - 1; i >= 0; i--) {
      double threshold = i == 0 ? cosines[0] : between(cosines[i - 1], cosines[i]);
      long hits = matches.right(threshold).hits();
      if (hits > right) {
        right = hits;
        best = threshold;
      }
    }
    return best;
  }

  /**
   * The lowest threshold that at most a share of the pairs of two people reaches; there must be
   * such pairs.
   */
  double at(double falseAcceptRate) {
    double[] different = matches.different();
    /* 0.01 of 300 is 3, whatever the last binary digit of 0.01 says. */
    int allowed = (int) Math.floor(falseAcceptRate * different.length + 1e-9);
    return allowed >= different.length
        ? cosines[0]
        : over(different[different.length - 1 - allowed]);
  }

  private double over(double cosine) {
    int at = Arrays.binarySearch(cosines, cosine);
    return at + 1 == cosines.length
        ? Math.nextUp(cosine)
        : between(cosine, cosines[at + 1]);
  }

  private static double between(double low, double high) {
    double middle = low + (high - low) / 2;
    return middle > low ? middle : high;
  }
}
