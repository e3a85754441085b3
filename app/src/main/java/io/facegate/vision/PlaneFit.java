package io.facegate.vision;

/**
 * Lays one square of grey values over another as a plane seen from elsewhere would lie: by the
 * homography with the smallest sum of squares. Inverse compositional search after Baker and
 * Matthews, "Lucas-Kanade 20 years on: a unifying framework", IJCV 56(3), 2004.
 *
 * <p>Coordinates are shares of half the side about the centre, so that all eight parameters are of
 * one size.
 */
final class PlaneFit {
  private static final int PARAMETERS = 8;
  private static final int STEPS_MAX = 20;
  private static final double STEP_MIN = 1e-4;

  private final int side;
  private final boolean[] counted;
  private final float[] still;
  private final double[][] descent;
  private final double[][] normal = new double[PARAMETERS][PARAMETERS];

  /**
   * Prepares to lay others over one.
   *
   * @param still side times side values, in rows
   * @param counted which of them count
   */
  PlaneFit(int side, float[] still, boolean[] counted) {
    this.side = side;
    this.still = still;
    this.counted = counted;
    this.descent = new double[side * side][];
    for (int at = 0; at < still.length; at++) {
      if (counted[at]) {
        descent[at] = descentAt(at);
        for (int i = 0; i < PARAMETERS; i++) {
          for (int j = 0; j < PARAMETERS; j++) {
            normal[i][j] += descent[at][i] * descent[at][j];
          }
        }
      }
    }
  }

  /** How the value at a place changes with each parameter of the homography, at identity. */
  private double[] descentAt(int at) {
    int column = at % side;
    int row = at / side;
    double gradientX =
        (still[row * side + Math.min(column + 1, side - 1)]
                - still[row * side + Math.max(column - 1, 0)])
            / 2.0
            * half();
    double gradientY =
        (still[Math.min(row + 1, side - 1) * side + column]
                - still[Math.max(row - 1, 0) * side + column])
            / 2.0
            * half();
    double x = column / half() - 1;
    double y = row / half() - 1;
    double both = gradientX * x + gradientY * y;
    return new double[] {
      gradientX * x, gradientX * y, gradientX,
      gradientY * x, gradientY * y, gradientY,
      -x * both, -y * both
    };
  }

  /** What is left of the still square when the moved one is laid over it as well as can be. */
  float[] rest(float[] moved) {
    double[] plane = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    float[] best = difference(moved, plane);
    double bestSum = squares(best);
    float[] rest = best;
    for (int step = 0; step < STEPS_MAX; step++) {
      double[] change = solved(rest);
      plane = composed(plane, inverse(change));
      rest = difference(moved, plane);
      double sum = squares(rest);
      if (sum < bestSum) {
        bestSum = sum;
        best = rest;
      }
      if (length(change) < STEP_MIN) {
        break;
      }
    }
    return best;
  }

  private double half() {
    return (side - 1) / 2.0;
  }

  private float[] difference(float[] moved, double[] plane) {
    float[] difference = new float[still.length];
    for (int at = 0; at < still.length; at++) {
      if (counted[at]) {
        int column = at % side;
        int row = at / side;
        double x = column / half() - 1;
        double y = row / half() - 1;
        double depth = plane[6] * x + plane[7] * y + plane[8];
        double u = ((plane[0] * x + plane[1] * y + plane[2]) / depth + 1) * half();
        double v = ((plane[3] * x + plane[4] * y + plane[5]) / depth + 1) * half();
        difference[at] = (float) (sampled(moved, u, v) - still[at]);
      }
    }
    return difference;
  }

  private double sampled(float[] values, double u, double v) {
    double x = u >= 0 ? Math.min(u, side - 1.001) : 0;
    double y = v >= 0 ? Math.min(v, side - 1.001) : 0;
    int left = (int) x;
    int top = (int) y;
    double wx = x - left;
    double wy = y - top;
    int at = top * side + left;
    double upper = values[at] * (1 - wx) + values[at + 1] * wx;
    double lower = values[at + side] * (1 - wx) + values[at + side + 1] * wx;
    return upper * (1 - wy) + lower * wy;
  }

  private double squares(float[] rest) {
    double sum = 0;
    for (float value : rest) {
      sum += (double) value * value;
    }
    return sum;
  }

  private static double length(double[] change) {
    double sum = 0;
    for (double part : change) {
      sum += part * part;
    }
    return Math.sqrt(sum);
  }

  /** The change of parameters that explains a difference best: normal equations, by elimination. */
  private double[] solved(float[] difference) {
    double[][] rows = new double[PARAMETERS][PARAMETERS + 1];
    for (int i = 0; i < PARAMETERS; i++) {
      System.arraycopy(normal[i], 0, rows[i], 0, PARAMETERS);
      rows[i][i] += 1e-6 + 1e-6 * normal[i][i];
    }
    for (int at = 0; at < difference.length; at++) {
      if (counted[at]) {
        for (int i = 0; i < PARAMETERS; i++) {
          rows[i][PARAMETERS] += descent[at][i] * difference[at];
        }
      }
    }
    for (int i = 0; i < PARAMETERS; i++) {
      for (int j = 0; j < PARAMETERS; j++) {
        if (j != i) {
          /* The matrix is positive definite, so no row has to be exchanged. */
          double factor = rows[j][i] / rows[i][i];
          for (int k = i; k <= PARAMETERS; k++) {
            rows[j][k] -= factor * rows[i][k];
          }
        }
      }
    }
    double[] change = new double[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      change[i] = rows[i][PARAMETERS] / rows[i][i];
    }
    return change;
  }

  private static double[] composed(double[] a, double[] b) {
    double[] product = new double[9];
    for (int i = 0; i < 9; i++) {
      int row = i / 3 * 3;
      int column = i % 3;
      product[i] = a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6];
    }
    return product;
  }

  /** The homography that undoes a change from identity, by its adjugate. */
  private static double[] inverse(double[] change) {
    double a = 1 + change[0];
    double b = change[1];
    double c = change[2];
    double d = change[3];
    double e = 1 + change[4];
    double f = change[5];
    double g = change[6];
    double h = change[7];
    double[] adjugate = {
      e - f * h, c * h - b, b * f - c * e,
      f * g - d, a - c * g, c * d - a * f,
      d * h - e * g, b * g - a * h, a * e - b * d
    };
    for (int i = 0; i < 9; i++) {
      adjugate[i] /= a * e - b * d;
    }
    return adjugate;
  }
}
