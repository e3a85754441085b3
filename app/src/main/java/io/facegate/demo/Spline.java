package io.facegate.demo;

/** A smooth curve through knots, straight beyond the ends. */
final class Spline {
  private final double[] at;
  private final double[] value;
  private final double[] slope;

  /**
   * A curve through pairs of place and value.
   *
   * @param knots place, value, place, value ...; places rise
   */
  Spline(double... knots) {
    int count = knots.length / 2;
    at = new double[count];
    value = new double[count];
    slope = new double[count];
    for (int i = 0; i < count; i++) {
      at[i] = knots[2 * i];
      value[i] = knots[2 * i + 1];
    }
    for (int i = 0; i < count; i++) {
      int before = Math.max(0, i - 1);
      int after = Math.min(count - 1, i + 1);
      slope[i] = (value[after] - value[before]) / (at[after] - at[before]);
    }
  }

  /** The value at a place. */
  double at(double place) {
    int last = at.length - 1;
    if (place <= at[0]) {
      return value[0];
    }
    if (place >= at[last]) {
      return value[last];
    }
    int i = 0;
    while (place > at[i + 1]) {
      i++;
    }
    double h = at[i + 1] - at[i];
    double t = (place - at[i]) / h;
    double u = 1 - t;
    return u * u * (1 + 2 * t) * value[i]
        + t * t * (3 - 2 * t) * value[i + 1]
        + h * t * u * (u * slope[i] - t * slope[i + 1]);
  }
}
