package io.facegate.core;

import java.util.List;

/**
 * Turns cosines into scores of 0 to 100 and back: straight lines between calibrated anchors, where
 * 80 stands for a false-match rate of 1e-4 (face-api v3, midentify).
 */
public final class ScoreScale {
  /** Half of the last place that any dialect shows. */
  private static final double SHOWN_STEP_HALF = 5e-9;

  private final List<Anchor> anchors;

  /**
   * One calibrated correspondence.
   *
   * @param cosine -1 to 1
   * @param score 0 to 100
   */
  public record Anchor(double cosine, double score) {}

  /**
   * A scale through anchors.
   *
   * @param anchors two or more, rising strictly in both, from score 0 to score 100
   */
  public ScoreScale(List<Anchor> anchors) {
    if (anchors.size() < 2 || anchors.getFirst().score != 0 || anchors.getLast().score != 100) {
      throw new IllegalArgumentException("a score scale runs from 0 to 100: " + anchors);
    }
    for (int i = 1; i < anchors.size(); i++) {
      if (anchors.get(i).cosine <= anchors.get(i - 1).cosine
          || anchors.get(i).score <= anchors.get(i - 1).score) {
        throw new IllegalArgumentException("a score scale rises: " + anchors);
      }
    }
    this.anchors = List.copyOf(anchors);
  }

  /** The score of a cosine, held within 0 to 100. */
  public double score(double cosine) {
    if (cosine <= anchors.getFirst().cosine) {
      return 0;
    }
    for (int i = 1; i < anchors.size(); i++) {
      Anchor low = anchors.get(i - 1);
      Anchor high = anchors.get(i);
      if (cosine < high.cosine) {
        double share = (cosine - low.cosine) / (high.cosine - low.cosine);
        return low.score + share * (high.score - low.score);
      }
    }
    return 100;
  }

  /** The smallest cosine that reaches a score; -1 for a score of 0, which everything reaches. */
  public double cosine(double score) {
    if (score <= 0) {
      return -1;
    }
    for (int i = 1; i < anchors.size(); i++) {
      Anchor low = anchors.get(i - 1);
      Anchor high = anchors.get(i);
      if (score <= high.score) {
        double share = (score - low.score) / (high.score - low.score);
        return low.cosine + share * (high.cosine - low.cosine);
      }
    }
    return anchors.getLast().cosine;
  }

  /**
   * Whether a score is at or over a threshold as a caller sees both: a score that rounds to the
   * threshold at eight decimals reaches it.
   */
  public static boolean reaches(double score, double threshold) {
    return score >= threshold - SHOWN_STEP_HALF;
  }
}
