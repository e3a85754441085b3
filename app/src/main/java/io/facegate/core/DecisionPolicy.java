package io.facegate.core;

/**
 * When a score is good enough.
 *
 * @param acceptScore at or over it a candidate is the person; 0 to 100, 80 being a false-match rate
 *     of 1e-4
 * @param unsureScore at or over it, and under acceptScore, nothing can be said yet; 0 to
 *     acceptScore
 */
public record DecisionPolicy(double acceptScore, double unsureScore) {

  /** Checks the order of the two. */
  public DecisionPolicy {
    if (!(unsureScore >= 0 && unsureScore <= acceptScore && acceptScore <= 100)) {
      throw new IllegalArgumentException(
          "0 <= unsure %s <= accept %s <= 100 does not hold".formatted(unsureScore, acceptScore));
    }
  }

  /** Accepts at 80, is unsure from 70. */
  public static DecisionPolicy defaults() {
    return new DecisionPolicy(80, 70);
  }

  /** What a score of 0 to 100 says. */
  public Decision decide(double score) {
    if (ScoreScale.reaches(score, acceptScore)) {
      return Decision.MATCH;
    }
    return ScoreScale.reaches(score, unsureScore) ? Decision.UNSURE : Decision.UNKNOWN;
  }
}
