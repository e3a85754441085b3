package io.facegate.dialect.aip;

import io.facegate.dialect.Parameters;

/** Reads the numbers that say how much is wanted; what is no number fails PARAMETER_INVALID. */
public final class Counts {
  private static final int PAGE_DEFAULT = 100;
  private static final int PAGE_MAX = 1000;

  private Counts() {}

  /**
   * Which part of a list.
   *
   * @param start from 0
   * @param length 1 to 1000
   */
  public record Page(int start, int length) {}

  /** A page: start, and num or else end, which for all its name is a length too. */
  public static Page page(Parameters parameters) {
    int length = number(parameters, parameters.text("num").isPresent() ? "num" : "end");
    return new Page(
        Math.max(0, number(parameters, "start")),
        length < 1 ? PAGE_DEFAULT : Math.min(length, PAGE_MAX));
  }

  /** How many of the best: 1 when nothing or less is asked for, and at most so many. */
  public static int top(Parameters parameters, String name, int max) {
    return Math.clamp(number(parameters, name), 1, max);
  }

  private static int number(Parameters parameters, String name) {
    return parameters.integer(name, 0, -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}
