package io.facegate.demo;

/** How a surface answers light. */
final class Material {
  static final Material SKIN = new Material(0.35, 0.16, 0.10, 0.16, 18);
  static final Material HAIR = new Material(0.20, 0.20, 0.20, 0.22, 14);
  static final Material CLOTH = new Material(0.12, 0.12, 0.12, 0.02, 8);
  static final Material FRAME = new Material(0.05, 0.05, 0.05, 0.5, 40);

  private static final int GLEAMS = 256;

  /* Light creeps around the edge of a soft body, red farthest: it scatters inside. */
  final float wrapRed;
  final float wrapGreen;
  final float wrapBlue;
  private final float[] gleam = new float[GLEAMS + 1];

  private Material(
      double wrapRed, double wrapGreen, double wrapBlue, double gloss, int sharpness) {
    this.wrapRed = (float) wrapRed;
    this.wrapGreen = (float) wrapGreen;
    this.wrapBlue = (float) wrapBlue;
    for (int i = 0; i <= GLEAMS; i++) {
      gleam[i] = (float) (gloss * Math.pow((double) i / GLEAMS, sharpness));
    }
  }

  /** The mirrored light, by the cosine between the normal and the way halfway to the light. */
  float gleam(float cosine) {
    return gleam[(int) (Math.min(1, cosine) * GLEAMS)];
  }
}
