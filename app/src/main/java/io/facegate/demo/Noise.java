package io.facegate.demo;

/** Repeatable randomness over the plane: the same seed and place give the same value. */
final class Noise {
  private final int seed;

  Noise(int seed) {
    this.seed = seed;
  }

  /** A value of 0 to 1 for a lattice point, unlike that of its neighbours. */
  double hash(int x, int y) {
    int h = seed * 0x9E3779B1 + x * 0x85EBCA6B + y * 0xC2B2AE35;
    h ^= h >>> 15;
    h *= 0x2C1B3C6D;
    h ^= h >>> 12;
    h *= 0x297A2D39;
    h ^= h >>> 15;
    return (h >>> 8) * 0x1p-24;
  }

  /** Smooth value noise of -1 to 1 with features of size 1. */
  double smooth(double x, double y) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    double fx = x - ix;
    double fy = y - iy;
    fx = fx * fx * (3 - 2 * fx);
    fy = fy * fy * (3 - 2 * fy);
    double top = Curves.mix(hash(ix, iy), hash(ix + 1, iy), fx);
    double bottom = Curves.mix(hash(ix, iy + 1), hash(ix + 1, iy + 1), fx);
    return 2 * Curves.mix(top, bottom, fy) - 1;
  }

  /** Three octaves of {@link #smooth}, about -1 to 1. */
  double rough(double x, double y) {
    double coarse = smooth(x, y);
    double middle = smooth(2.03 * x + 17, 2.03 * y);
    double fine = smooth(4.1 * x, 4.1 * y + 5);
    return (coarse + 0.5 * middle + 0.25 * fine) / 1.4;
  }
}
