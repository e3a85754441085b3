package io.facegate.face;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How likely each of several things is that exclude one another.
 *
 * @param shares 0 to 1 each, together 1; what is not named has 0
 */
public record Odds<T extends Enum<T>>(Map<T, Double> shares) {
  /* Single-precision softmax and rounding in a store leave the sum a little off. */
  private static final double SUM_ERROR_MAX = 0.01;

  /** Checks the shares and copies them. */
  public Odds {
    double sum = 0;
    for (double share : shares.values()) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("a share of " + share);
      }
      sum += share;
    }
    if (Math.abs(sum - 1) > SUM_ERROR_MAX) {
      throw new IllegalArgumentException("shares that sum up to " + sum);
    }
    shares = Collections.unmodifiableMap(new EnumMap<>(shares));
  }

  /** Odds in which one thing is certain. */
  public static <T extends Enum<T>> Odds<T> certain(T value) {
    return new Odds<>(Map.of(value, 1.0));
  }

  /** The likeliest; of equals the one declared first. */
  public T best() {
    return shares.entrySet().stream()
        .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
        .orElseThrow()
        .getKey();
  }

  /** Share of the likeliest. */
  public double bestShare() {
    return of(best());
  }

  /** Share of one, 0 to 1. */
  public double of(T value) {
    return shares.getOrDefault(value, 0.0);
  }
}
