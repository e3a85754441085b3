package io.facegate.vision;

import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.inference.CropSpec.TemplatePoint;
import java.util.List;

/**
 * The features of an upright face at one moment, kept small so that moments can be compared: what
 * is neither light nor noise, measured in its own standard deviations.
 */
public final class FaceChip {
  private static final int SIDE = 64;
  private static final int CELL = 4;

  /* Shading is wider than a feature, and noise narrower. */
  private static final double FINE = 1.0;
  private static final double COARSE = 5.0;

  private static final double RADIUS_X = 0.36;
  private static final double RADIUS_Y = 0.46;
  private static final boolean[] IN_FACE = inFace();

  private static final GreyCrop CROP =
      new GreyCrop(
          SIDE,
          List.of(
              new TemplatePoint(0.34, 0.38),
              new TemplatePoint(0.66, 0.38),
              new TemplatePoint(0.50, 0.57),
              new TemplatePoint(0.37, 0.74),
              new TemplatePoint(0.63, 0.74)));

  private final float[] features;

  private FaceChip(float[] features) {
    this.features = features;
  }

  /** Keeps a face of a picture. */
  public static FaceChip of(Image image, Face face) {
    float[] grey = CROP.of(image, face);
    float[] fine = blurred(grey, FINE);
    float[] coarse = blurred(grey, COARSE);
    for (int i = 0; i < fine.length; i++) {
      fine[i] -= coarse[i];
    }
    return new FaceChip(normalised(fine));
  }

  /**
   * How much a face has changed in itself from one moment to another: what is left when one is laid
   * over the other as a plane would lie, however that was moved, turned or tilted. 0 for one and
   * the same picture, and near it for a photograph that is waved; lids, lips and the depth of a
   * head that turns cannot be explained by a plane.
   *
   * @return root mean square over cells of 4 x 4 pixels of a face of 64, in standard deviations of
   *     the face's own features; noise averages out within a cell
   */
  public double changeTo(FaceChip other) {
    float[] rest = new PlaneFit(SIDE, features, IN_FACE).rest(other.features);
    double squares = 0;
    int cells = 0;
    for (int top = 0; top < SIDE; top += CELL) {
      for (int left = 0; left < SIDE; left += CELL) {
        if (IN_FACE[(top + CELL / 2) * SIDE + left + CELL / 2]) {
          double mean = cellMean(rest, left, top);
          squares += mean * mean;
          cells++;
        }
      }
    }
    return Math.sqrt(squares / cells);
  }

  private static double cellMean(float[] rest, int left, int top) {
    double sum = 0;
    for (int y = top; y < top + CELL; y++) {
      for (int x = left; x < left + CELL; x++) {
        sum += rest[y * SIDE + x];
      }
    }
    return sum / (CELL * CELL);
  }

  private static boolean[] inFace() {
    boolean[] inFace = new boolean[SIDE * SIDE];
    for (int i = 0; i < inFace.length; i++) {
      int column = i % SIDE;
      int row = i / SIDE;
      double x = ((column + 0.5) / SIDE - 0.5) / RADIUS_X;
      double y = ((row + 0.5) / SIDE - 0.53) / RADIUS_Y;
      inFace[i] = x * x + y * y < 1;
    }
    return inFace;
  }

  private static float[] normalised(float[] values) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (IN_FACE[i]) {
        sum += values[i];
        squares += (double) values[i] * values[i];
        count++;
      }
    }
    double mean = sum / count;
    double deviation = Math.sqrt(Math.max(1e-6, squares / count - mean * mean));
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((values[i] - mean) / deviation);
    }
    return values;
  }

  /** A Gaussian, rows first, the edges carried on. */
  private static float[] blurred(float[] values, double sigma) {
    int reach = (int) Math.ceil(2.5 * sigma);
    double[] weights = new double[2 * reach + 1];
    double all = 0;
    for (int i = -reach; i <= reach; i++) {
      weights[i + reach] = Math.exp(-i * i / (2 * sigma * sigma));
      all += weights[i + reach];
    }
    float[] rows = new float[values.length];
    float[] both = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rows[i] = (float) (weighted(values, i / SIDE * SIDE, i % SIDE, 1, weights) / all);
    }
    for (int i = 0; i < values.length; i++) {
      both[i] = (float) (weighted(rows, i % SIDE, i / SIDE, SIDE, weights) / all);
    }
    return both;
  }

  private static double weighted(
      float[] values, int line, int centre, int step, double[] weights) {
    int reach = weights.length / 2;
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      sum += weights[i + reach] * values[line + step * Math.clamp(centre + i, 0, SIDE - 1)];
    }
    return sum;
  }
}
