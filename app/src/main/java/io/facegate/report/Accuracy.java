package io.facegate.report;

import io.facegate.core.ScoreScale;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How often a pack is right about pairs.
 *
 * @param best the threshold that decides most pairs rightly; absent when no pair has a cosine
 * @param rates true acceptance at given rates of false acceptance; empty without pairs of two
 *     people
 * @param inUse what the score 80 really does
 */
record Accuracy(Optional<Best> best, List<Rate> rates, InUse inUse) {
  /** The score that callers are told to accept from (face-api v3). */
  static final double SCORE_IN_USE = 80;

  /** Pairs of two people that a rate needs at least: ten must be able to go wrong. */
  private static final double WRONG_MIN = 10;

  /** A threshold, in both measures, and the share of pairs it decides rightly. */
  record Best(Share right, double cosine, double score) {}

  /**
   * Pairs of one person that are accepted where so many of two people are.
   *
   * @param falseAcceptRate what was asked for
   * @param accepted pairs of one person at or over the threshold
   * @param falselyAccepted pairs of two people at or over it, at most the rate
   * @param cosine the threshold
   * @param score the same threshold as a score
   * @param pairsMin pairs of two people that would support the figure
   */
  record Rate(
      double falseAcceptRate,
      Share accepted,
      Share falselyAccepted,
      double cosine,
      double score,
      long pairsMin) {
    /** Whether there are enough pairs of two people to believe the figure. */
    boolean isSupported() {
      return falselyAccepted.of() >= pairsMin;
    }
  }

  /** What comes of the score 80: its cosine, and both kinds of error. */
  record InUse(double cosine, Share falselyAccepted, Share falselyRejected) {}

  /** The figures of pairs under a scale. */
  static Accuracy of(Matches matches, ScoreScale scale) {
    double eighty = scale.cosine(SCORE_IN_USE);
    InUse inUse =
        new InUse(
            eighty,
            matches.falselyAccepted(eighty),
            matches.falselyRejected(eighty));
    if (matches.same().length + matches.different().length == 0) {
      return new Accuracy(Optional.empty(), List.of(), inUse);
    }
    Thresholds thresholds = new Thresholds(matches);
    double best = thresholds.best();
    List<Rate> rates =
        matches.different().length == 0
            ? List.of()
            : Stream.of(1e-2, 1e-3, 1e-4)
                .map(rate -> rate(rate, matches, thresholds.at(rate), scale))
                .toList();
    return new Accuracy(
        Optional.of(new Best(matches.right(best), best, scale.score(best))), rates, inUse);
  }

  private static Rate rate(
      double falseAcceptRate, Matches matches, double threshold, ScoreScale scale) {
    return new Rate(
        falseAcceptRate,
        matches.accepted(threshold),
        matches.falselyAccepted(threshold),
        threshold,
        scale.score(threshold),
        Math.round(WRONG_MIN / falseAcceptRate));
  }
}
