package io.facegate.demo;

/** Paint for a surface: packed alpha, red, green, blue, with smaller copies for distant views. */
final class Texture {
  private static final int LEVELS = 4;

  private final int[] width = new int[LEVELS];
  private final int[] height = new int[LEVELS];
  private final int[][] texels = new int[LEVELS][];

  /** Gives the paint of one texel. */
  interface Painter {
    int paint(int column, int row);
  }

  Texture(int columns, int rows, Painter painter) {
    width[0] = columns;
    height[0] = rows;
    int[] finest = new int[columns * rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        finest[row * columns + column] = painter.paint(column, row);
      }
    }
    texels[0] = finest;
    for (int level = 1; level < LEVELS; level++) {
      halve(level);
    }
  }

  /** Paint of one colour. */
  static Texture plain(Colour colour) {
    int packed = colour.packed(1);
    return new Texture(1, 1, (column, row) -> packed);
  }

  private void halve(int level) {
    int w = Math.max(1, width[level - 1] / 2);
    int h = Math.max(1, height[level - 1] / 2);
    int fineWidth = width[level - 1];
    int[] fine = texels[level - 1];
    int[] coarse = new int[w * h];
    int right = fineWidth > 1 ? 1 : 0;
    int below = height[level - 1] > 1 ? fineWidth : 0;
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int at = (below > 0 ? 2 * y : y) * fineWidth + (right > 0 ? 2 * x : x);
        coarse[y * w + x] = mean(fine[at], fine[at + right], fine[at + below],
            fine[at + right + below]);
      }
    }
    width[level] = w;
    height[level] = h;
    texels[level] = coarse;
  }

  private static int mean(int a, int b, int c, int d) {
    int mean = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int sum =
          byteAt(a, shift) + byteAt(b, shift) + byteAt(c, shift) + byteAt(d, shift);
      mean |= ((sum + 2) / 4) << shift;
    }
    return mean;
  }

  private static int byteAt(int packed, int shift) {
    return (packed >>> shift) & 255;
  }

  /** The level whose texels are about as large as samples that many finest texels apart. */
  static int level(double texelsPerSample) {
    int level = 0;
    double size = texelsPerSample;
    while (size > 1.5 && level < LEVELS - 1) {
      size /= 2;
      level++;
    }
    return level;
  }

  /** The paint at a place given in finest texels; places outside repeat the edge. */
  int at(float u, float v, int level) {
    int x = (int) u >> level;
    int y = (int) v >> level;
    int w = width[level];
    int h = height[level];
    x = x < 0 ? 0 : Math.min(x, w - 1);
    y = y < 0 ? 0 : Math.min(y, h - 1);
    return texels[level][y * w + x];
  }
}
