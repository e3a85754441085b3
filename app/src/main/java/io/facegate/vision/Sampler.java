package io.facegate.vision;

import io.facegate.face.Image;
import io.facegate.inference.Beyond;
import io.facegate.inference.ColourOrder;
import io.facegate.inference.InputSpec;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Copies an affine cut of a picture into a tensor. */
final class Sampler {
  /*
   * Plain Java beats the round trip to OpenCV for cuts of up to about 128 pixels a side: no copy
   * of the whole picture to native memory, and warp, normalisation and plane order in one pass.
   */
  private static final int FRACTION_BITS = 11;
  private static final int ONE = 1 << FRACTION_BITS;

  /** Points averaged per side of a target pixel, at most. */
  private static final int POINTS_MAX = 8;

  private final Image image;
  private final Affine toImage;
  private final InputSpec input;
  private final Beyond beyond;
  private final float[][] rows;

  private Sampler(Image image, Affine toImage, InputSpec input, Beyond beyond) {
    this.image = image;
    this.beyond = beyond;
    this.toImage = toImage;
    this.input = input;
    this.rows = new float[3][input.width()];
  }

  /**
   * Fills a tensor by interpolating between the four nearest pixels.
   *
   * @param toImage from pixels of the tensor to pixels of the picture
   */
  static void linear(
      Image image, Affine toImage, InputSpec input, Beyond beyond, FloatBuffer tensor) {
    Sampler sampler = new Sampler(image, toImage, input, beyond);
    for (int y = 0; y < input.height(); y++) {
      sampler.linearRow(y);
      sampler.store(y, tensor);
    }
  }

  /**
   * Fills a tensor without aliasing: where the cut shrinks the picture to half or less, each value
   * is the mean of the pixels it stands for, of {@value #POINTS_MAX} by as many at most.
   *
   * @param toImage from pixels of the tensor to pixels of the picture
   */
  static void smooth(
      Image image, Affine toImage, InputSpec input, Beyond beyond, FloatBuffer tensor) {
    smooth(image, toImage, input, 0, input.height(), beyond, tensor);
  }

  /**
   * Fills some rows of a tensor without aliasing.
   *
   * @param toImage from pixels of the tensor, the first of these rows being 0, to pixels of the
   *     picture
   * @param firstRow of the tensor that is filled
   * @param count of rows
   */
  static void smooth(
      Image image,
      Affine toImage,
      InputSpec input,
      int firstRow,
      int count,
      Beyond beyond,
      FloatBuffer tensor) {
    int points = (int) Math.min(POINTS_MAX, Math.ceil(toImage.growth()));
    Sampler sampler = new Sampler(image, toImage, input, beyond);
    boolean upright = toImage.xy() == 0 && toImage.yx() == 0;
    int[] columns = upright ? sampler.columns(points) : new int[0];
    for (int y = 0; y < count; y++) {
      if (toImage.growth() < 2) {
        sampler.linearRow(y);
      } else if (upright) {
        sampler.uprightMeanRow(y, points, columns);
      } else {
        sampler.meanRow(y, points);
      }
      sampler.store(firstRow + y, tensor);
    }
  }

  private void linearRow(int y) {
    byte[] bgr = image.bgr();
    int right = image.width() - 1;
    int bottom = image.height() - 1;
    for (int x = 0; x < input.width(); x++) {
      double u = toImage.xx() * x + toImage.xy() * y + toImage.x0();
      double v = toImage.yx() * x + toImage.yy() * y + toImage.y0();
      if (isBlack(u, v)) {
        black(x);
        continue;
      }
      int fixedU = (int) (Math.clamp(u, 0, right) * ONE + 0.5);
      int fixedV = (int) (Math.clamp(v, 0, bottom) * ONE + 0.5);
      int left = fixedU >> FRACTION_BITS;
      int top = fixedV >> FRACTION_BITS;
      int wx = fixedU & (ONE - 1);
      int wy = fixedV & (ONE - 1);
      int a = 3 * (top * image.width() + left);
      int b = left < right ? a + 3 : a;
      int c = top < bottom ? a + 3 * image.width() : a;
      int d = c + b - a;
      for (int colour = 0; colour < 3; colour++) {
        int upper = (bgr[a + colour] & 0xFF) * (ONE - wx) + (bgr[b + colour] & 0xFF) * wx;
        int lower = (bgr[c + colour] & 0xFF) * (ONE - wx) + (bgr[d + colour] & 0xFF) * wx;
        long sum = (long) upper * (ONE - wy) + (long) lower * wy;
        rows[colour][x] = sum * (1f / ((long) ONE * ONE));
      }
    }
  }

  private void meanRow(int y, int points) {
    byte[] bgr = image.bgr();
    float share = 1f / points / points;
    for (int x = 0; x < input.width(); x++) {
      int blue = 0;
      int green = 0;
      int red = 0;
      for (int part = 0; part < points * points; part++) {
        int partRow = part / points;
        double px = x + (part % points + 0.5) / points - 0.5;
        double py = y + (partRow + 0.5) / points - 0.5;
        double u = toImage.xx() * px + toImage.xy() * py + toImage.x0();
        double v = toImage.yx() * px + toImage.yy() * py + toImage.y0();
        if (isBlack(u, v)) {
          continue;
        }
        int left = Math.clamp((long) (u + 0.5), 0, image.width() - 1);
        int top = Math.clamp((long) (v + 0.5), 0, image.height() - 1);
        int at = 3 * (top * image.width() + left);
        blue += bgr[at] & 0xFF;
        green += bgr[at + 1] & 0xFF;
        red += bgr[at + 2] & 0xFF;
      }
      rows[0][x] = blue * share;
      rows[1][x] = green * share;
      rows[2][x] = red * share;
    }
  }

  /** Where in a row of the picture each point of any row of the tensor lies; -1 if it is black. */
  private int[] columns(int points) {
    int[] columns = new int[input.width() * points];
    for (int x = 0; x < input.width(); x++) {
      for (int part = 0; part < points; part++) {
        double u = toImage.xx() * (x + (part + 0.5) / points - 0.5) + toImage.x0();
        int left = Math.clamp((long) (u + 0.5), 0, image.width() - 1);
        columns[x * points + part] = isBlack(u, 0) ? -1 : 3 * left;
      }
    }
    return columns;
  }

  /* As meanRow, but faster: which columns are seen is the same in all rows. */
  private void uprightMeanRow(int y, int points, int[] columns) {
    byte[] bgr = image.bgr();
    for (float[] row : rows) {
      Arrays.fill(row, 0);
    }
    for (int part = 0; part < points; part++) {
      double v = toImage.yy() * (y + (part + 0.5) / points - 0.5) + toImage.y0();
      int top = Math.clamp((long) (v + 0.5), 0, image.height() - 1);
      for (int x = 0; x < input.width() && !isBlack(0, v); x++) {
        int blue = 0;
        int green = 0;
        int red = 0;
        for (int i = x * points; i < (x + 1) * points; i++) {
          if (columns[i] >= 0) {
            int at = 3 * image.width() * top + columns[i];
            blue += bgr[at] & 0xFF;
            green += bgr[at + 1] & 0xFF;
            red += bgr[at + 2] & 0xFF;
          }
        }
        rows[0][x] += blue;
        rows[1][x] += green;
        rows[2][x] += red;
      }
    }
    float share = 1f / points / points;
    for (float[] row : rows) {
      for (int x = 0; x < row.length; x++) {
        row[x] *= share;
      }
    }
  }

  private boolean isBlack(double u, double v) {
    return beyond == Beyond.BLACK
        && (u < -0.5 || v < -0.5 || u > image.width() - 0.5 || v > image.height() - 0.5);
  }

  private void black(int x) {
    rows[0][x] = 0;
    rows[1][x] = 0;
    rows[2][x] = 0;
  }

  private void store(int y, FloatBuffer tensor) {
    int plane = input.height() * input.width();
    for (int i = 0; i < 3; i++) {
      float[] row = rows[input.colours() == ColourOrder.BGR ? i : 2 - i];
      float mean = input.mean().get(i).floatValue();
      float factor = input.factor().get(i).floatValue();
      for (int x = 0; x < row.length; x++) {
        row[x] = (row[x] - mean) * factor;
      }
      tensor.put(i * plane + y * input.width(), row, 0, row.length);
    }
  }
}
