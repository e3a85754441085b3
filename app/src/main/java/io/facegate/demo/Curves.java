package io.facegate.demo;

/** The few functions of one variable of which shapes and colours are made. */
final class Curves {
  private Curves() {}

  /** A value held within 0 and 1. */
  static double clamp(double value) {
    return Math.max(0, Math.min(1, value));
  }

  /** The value a share of the way from one to another. */
  static double mix(double from, double to, double share) {
    return from + (to - from) * share;
  }

  /** 0 below the first edge, 1 above the second, smooth between; edges may fall. */
  static double step(double from, double to, double value) {
    double t = clamp((value - from) / (to - from));
    return t * t * (3 - 2 * t);
  }

  /** A bell of height 1 about the origin. */
  static double bell(double x, double width) {
    double t = x / width;
    return decay(t * t);
  }

  /** An elliptic bell of height 1 about the origin. */
  static double bell(double x, double width, double y, double height) {
    double t = x / width;
    double u = y / height;
    return decay(t * t + u * u);
  }

  /* The tail is cut where no one sees it: most calls are for places far from the bell. */
  private static double decay(double exponent) {
    return exponent > 11 ? 0 : Math.exp(-exponent);
  }

  /** The larger of two values, with a rounded edge where they meet. */
  static double smoothMax(double a, double b, double rounding) {
    double h = clamp(0.5 + 0.5 * (a - b) / rounding);
    return mix(b, a, h) + rounding * h * (1 - h);
  }

  /** The length of a vector. */
  static double distance(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }

  /** How far a point lies from a segment. */
  static double segment(double x, double y, double x1, double y1, double x2, double y2) {
    double dx = x2 - x1;
    double dy = y2 - y1;
    double t = clamp(((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy));
    return distance(x - x1 - t * dx, y - y1 - t * dy);
  }
}
