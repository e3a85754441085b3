package io.facegate.demo;

/** The light of a place: a key light, a weaker fill light, and what comes from all around. */
final class Light {
  private final float[] key;
  private final float[] keyColour;
  private final float[] fill;
  private final float[] fillColour;
  private final float[] above;
  private final float[] below;
  private final float[] half;

  /**
   * A light.
   *
   * @param turn degrees by which the key light stands to the picture's left
   * @param height degrees by which it stands above
   * @param strength of the key light, about 1
   */
  Light(double turn, double height, double strength) {
    key = direction(turn, height);
    fill = direction(-0.8 * turn - 12, 12);
    keyColour = scaled(strength * 0.80, 1, 0.95, 0.88);
    fillColour = scaled(0.20, 0.86, 0.94, 1);
    above = scaled(0.34, 0.96, 0.98, 1);
    below = scaled(0.17, 1, 0.93, 0.86);
    float[] sum = {key[0], key[1], key[2] + 1};
    double length = Math.sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
    half = new float[] {(float) (sum[0] / length), (float) (sum[1] / length),
        (float) (sum[2] / length)};
  }

  private static float[] direction(double turn, double height) {
    double t = Math.toRadians(turn);
    double h = Math.toRadians(height);
    return new float[] {(float) (-Math.sin(t) * Math.cos(h)), (float) Math.sin(h),
        (float) (Math.cos(t) * Math.cos(h))};
  }

  private static float[] scaled(double by, double red, double green, double blue) {
    return new float[] {(float) (by * red), (float) (by * green), (float) (by * blue)};
  }

  /** Towards the key light, in the camera's frame. */
  float[] key() {
    return key;
  }

  /**
   * The coded colour of a lit point.
   *
   * @param paint packed paint of the surface; the alpha of skin is its gloss
   * @param open how much of the surroundings it sees
   * @param lit how much of the key light reaches it
   */
  int shade(
      Material material, int paint, float nx, float ny, float nz, float open, float lit) {
    float toKey = nx * key[0] + ny * key[1] + nz * key[2];
    float toFill = Math.max(0, nx * fill[0] + ny * fill[1] + nz * fill[2]);
    float sky = 0.5f + 0.5f * ny;
    float gleam = 0;
    float toHalf = nx * half[0] + ny * half[1] + nz * half[2];
    if (toHalf > 0 && toKey > 0) {
      gleam = material.gleam(toHalf) * open * lit;
      gleam *= material == Material.SKIN ? (paint >>> 24) / 255f : 1;
    }
    float ambientOpen = open * (0.4f + 0.6f * open);
    float keyOpen = (0.45f + 0.55f * open) * lit;
    int red = channel(paint >>> 16, toKey, toFill, sky, material.wrapRed, 0, gleam, keyOpen,
        ambientOpen);
    int green = channel(paint >>> 8, toKey, toFill, sky, material.wrapGreen, 1, gleam, keyOpen,
        ambientOpen);
    int blue = channel(paint, toKey, toFill, sky, material.wrapBlue, 2, gleam, keyOpen,
        ambientOpen);
    return 0xFF000000 | (red << 16) | (green << 8) | blue;
  }

  private int channel(int coded, float toKey, float toFill, float sky, float wrap, int index,
      float gleam, float keyOpen, float ambientOpen) {
    float direct = Math.max(0, (toKey + wrap) / (1 + wrap)) * keyColour[index] * keyOpen;
    float around = below[index] + (above[index] - below[index]) * sky;
    float soft = (toFill * fillColour[index] + around) * ambientOpen;
    return Colour.coded(Colour.linear(coded) * (direct + soft) + gleam * keyColour[index]);
  }
}
