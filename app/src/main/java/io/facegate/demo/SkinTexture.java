package io.facegate.demo;

/** Paints the front view of a head, in layers, onto a texture. */
final class SkinTexture {
  /** The painted half width, in millimetres. */
  static final double HALF_WIDTH = 88;

  private static final double TOP = 128;
  private static final double BOTTOM = -134;
  private static final double TEXELS_PER_MM = 2.5;

  private SkinTexture() {}

  /** Texel column of a place. */
  static double column(double x) {
    return (x + HALF_WIDTH) * TEXELS_PER_MM;
  }

  /** Texel row of a height. */
  static double row(double y) {
    return (TOP - y) * TEXELS_PER_MM;
  }

  /** How many texels lie on a millimetre. */
  static double texelsPerMm() {
    return TEXELS_PER_MM;
  }

  /**
   * Paints a head.
   *
   * @param open how far the eyes are open, 0 to 1
   */
  static Texture paint(HeadShape shape, Features features, Whiskers whiskers, double open) {
    Complexion complexion = new Complexion(shape, features);
    EyePaint eyes = new EyePaint(shape, features, open);
    BrowPaint brows = new BrowPaint(shape);
    LipPaint lips = new LipPaint(shape, features, complexion.base());
    int columns = (int) (2 * HALF_WIDTH * TEXELS_PER_MM);
    int rows = (int) ((TOP - BOTTOM) * TEXELS_PER_MM);
    return new Texture(
        columns,
        rows,
        (column, row) -> {
          double x = (column + 0.5) / TEXELS_PER_MM - HALF_WIDTH;
          double y = TOP - (row + 0.5) / TEXELS_PER_MM;
          Colour colour = complexion.at(x, y);
          colour = lips.over(colour, x, y);
          colour = whiskers.over(colour, x, y);
          colour = brows.over(colour, x, y);
          colour = eyes.over(colour, x, y);
          return colour.packed(eyes.ball(x, y) ? 0.15 : 1);
        });
  }
}
