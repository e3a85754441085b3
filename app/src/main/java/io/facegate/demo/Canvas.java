package io.facegate.demo;

import io.facegate.face.Image;
import java.util.Arrays;

/** Samples and depths of a picture being drawn, several samples to a pixel. */
final class Canvas {
  /** Samples along one side of a pixel. */
  static final int SAMPLES = 2;

  private final int width;
  private final int height;
  private final int[] colour;
  private final float[] nearness;
  private int firstRow;
  private int lastRow;

  /** A canvas for pictures of that many pixels. */
  Canvas(int widthPx, int heightPx) {
    width = widthPx * SAMPLES;
    height = heightPx * SAMPLES;
    colour = new int[width * height];
    nearness = new float[width * height];
    firstRow = height;
    lastRow = -1;
  }

  /** Width in samples. */
  int width() {
    return width;
  }

  /** Height in samples. */
  int height() {
    return height;
  }

  /** Packed colours, 0 where nothing was drawn. */
  int[] colour() {
    return colour;
  }

  /** One over the distance of what was drawn. */
  float[] nearness() {
    return nearness;
  }

  /** Says that rows of samples were drawn on. */
  void touched(int from, int to) {
    firstRow = Math.min(firstRow, from);
    lastRow = Math.max(lastRow, to);
  }

  /** Makes the canvas empty again. */
  void clear() {
    if (lastRow >= firstRow) {
      Arrays.fill(colour, firstRow * width, (lastRow + 1) * width, 0);
      Arrays.fill(nearness, firstRow * width, (lastRow + 1) * width, 0);
    }
    firstRow = height;
    lastRow = -1;
  }

  /**
   * The picture: what was drawn, before a background.
   *
   * @param background packed colours, one a pixel
   */
  Image over(int[] background) {
    int w = width / SAMPLES;
    int h = height / SAMPLES;
    byte[] bgr = new byte[w * h * 3];
    for (int y = 0; y < h; y++) {
      boolean drawn = y * SAMPLES + 1 >= firstRow && y * SAMPLES <= lastRow;
      for (int x = 0; x < w; x++) {
        int back = background[y * w + x];
        int packed = drawn ? resolve(x, y, back) : back;
        int out = 3 * (y * w + x);
        bgr[out] = (byte) packed;
        bgr[out + 1] = (byte) (packed >> 8);
        bgr[out + 2] = (byte) (packed >> 16);
      }
    }
    return new Image(w, h, bgr);
  }

  private int resolve(int x, int y, int back) {
    int at = y * SAMPLES * width + x * SAMPLES;
    int a = colour[at];
    int b = colour[at + 1];
    int c = colour[at + width];
    int d = colour[at + width + 1];
    if ((a | b | c | d) == 0) {
      return back;
    }
    a = a == 0 ? back : a;
    b = b == 0 ? back : b;
    c = c == 0 ? back : c;
    d = d == 0 ? back : d;
    int even = (a & 0xFF00FF) + (b & 0xFF00FF) + (c & 0xFF00FF) + (d & 0xFF00FF) + 0x20002;
    int green = (a & 0xFF00) + (b & 0xFF00) + (c & 0xFF00) + (d & 0xFF00) + 0x200;
    return ((even >>> 2) & 0xFF00FF) | ((green >>> 2) & 0xFF00);
  }
}
