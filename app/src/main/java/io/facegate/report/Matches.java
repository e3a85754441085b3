package io.facegate.report;

import java.util.Arrays;

/**
 * The cosines of pairs, and how many pairs have none because a picture shows no face.
 *
 * <p>A pair of one person without cosine is a rejection: at the gate he would stand outside. A pair
 * of two people without cosine is left out: nothing was compared, and to count it as told apart
 * would flatter the models. (ISO/IEC 19795-1 has both as failures to acquire; its generalised
 * rates count the first likewise, and the second as told apart.)
 */
final class Matches {
  private final double[] same;
  private final double[] different;
  private final long sameFailed;
  private final long differentFailed;

  /**
   * The outcome of pairs.
   *
   * @param same cosines of pairs of one person
   * @param different cosines of pairs of two people
   * @param sameFailed pairs of one person without cosine
   * @param differentFailed pairs of two people without cosine
   */
  Matches(double[] same, double[] different, long sameFailed, long differentFailed) {
    this.same = rising(same);
    this.different = rising(different);
    this.sameFailed = sameFailed;
    this.differentFailed = differentFailed;
  }

  private static double[] rising(double[] cosines) {
    double[] copy = cosines.clone();
    Arrays.sort(copy);
    return copy;
  }

  /** Cosines of pairs of one person, rising; shared, not copied. */
  double[] same() {
    return same;
  }

  /** Cosines of pairs of two people, rising; shared, not copied. */
  double[] different() {
    return different;
  }

  /** Pairs of one person without cosine. */
  long sameFailed() {
    return sameFailed;
  }

  /** Pairs of two people without cosine. */
  long differentFailed() {
    return differentFailed;
  }

  /** Pairs of two people, with cosine or without. */
  long allDifferent() {
    return different.length + differentFailed;
  }

  /** Pairs of one person, with cosine or without. */
  long allSame() {
    return same.length + sameFailed;
  }

  /** Pairs of one person whose cosine is at or over a threshold. */
  Share accepted(double threshold) {
    return new Share(same.length - below(same, threshold), allSame());
  }

  /** Pairs of one person that are rejected. */
  Share falselyRejected(double threshold) {
    return new Share(below(same, threshold) + sameFailed, allSame());
  }

  /** Pairs of two people whose cosine is at or over a threshold. */
  Share falselyAccepted(double threshold) {
    return new Share(different.length - below(different, threshold), different.length);
  }

  /** Pairs that a threshold decides rightly. */
  Share right(double threshold) {
    return new Share(
        same.length - below(same, threshold) + below(different, threshold),
        allSame() + different.length);
  }

  private static int below(double[] rising, double threshold) {
    int low = 0;
    int high = rising.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rising[middle] < threshold) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
