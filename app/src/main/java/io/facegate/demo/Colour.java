package io.facegate.demo;

/**
 * A colour as shares of red, green and blue in linear light.
 *
 * @param red 0 to 1, as are the others
 */
record Colour(double red, double green, double blue) {
  private static final float[] LINEAR = new float[256];
  private static final byte[] CODED = new byte[4097];

  static {
    for (int i = 0; i < 256; i++) {
      LINEAR[i] = (float) Math.pow(i / 255.0, 2.2);
    }
    for (int i = 0; i <= 4096; i++) {
      CODED[i] = (byte) Math.round(255 * Math.pow(i / 4096.0, 1 / 2.2));
    }
  }

  /** A colour from the numbers a paint program shows. */
  static Colour of(int red, int green, int blue) {
    return new Colour(LINEAR[red], LINEAR[green], LINEAR[blue]);
  }

  /** Linear light of a coded channel of 0 to 255. */
  static float linear(int coded) {
    return LINEAR[coded & 255];
  }

  /** The coded channel, 0 to 255, of linear light; whatever is brighter than white is white. */
  static int coded(float linear) {
    int index = (int) (linear * 4096);
    return CODED[index < 0 ? 0 : Math.min(index, 4096)] & 255;
  }

  /** This colour part of the way to another. */
  Colour mix(Colour other, double share) {
    double s = Curves.clamp(share);
    return new Colour(
        Curves.mix(red, other.red, s),
        Curves.mix(green, other.green, s),
        Curves.mix(blue, other.blue, s));
  }

  /** This colour, lighter or darker. */
  Colour times(double factor) {
    return new Colour(red * factor, green * factor, blue * factor);
  }

  /** This colour filtered by another. */
  Colour times(double r, double g, double b) {
    return new Colour(red * r, green * g, blue * b);
  }

  /** Packed 8-bit alpha, red, green, blue. */
  int packed(double alpha) {
    int a = (int) Math.round(255 * Curves.clamp(alpha));
    return (a << 24)
        | (coded((float) red) << 16)
        | (coded((float) green) << 8)
        | coded((float) blue);
  }
}
