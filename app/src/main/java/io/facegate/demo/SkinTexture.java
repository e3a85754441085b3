package io.facegate.demo;

/** Paints the front view of a head, in layers, onto a texture. */
final class SkinTexture {
  /** The painted half width, in millimetres. */
  static final double HALF_WIDTH = 88;

  private static final double TOP = 128;
  private static final double BOTTOM = -134;
  private static final double TEXELS_PER_MM = 2.5;
  private static final int COLUMNS = (int) (2 * HALF_WIDTH * TEXELS_PER_MM);
  private static final int ROWS = (int) ((TOP - BOTTOM) * TEXELS_PER_MM);

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
    Layers layers = new Layers(shape, features, whiskers, open);
    return new Texture(COLUMNS, ROWS, layers::paint);
  }

  /** The same head with its eyes shut. */
  static Texture asleep(
      HeadShape shape, Features features, Whiskers whiskers, Texture awake) {
    Layers layers = new Layers(shape, features, whiskers, 0);
    int first = (int) row(26);
    int last = (int) row(-26);
    return new Texture(
        COLUMNS,
        ROWS,
        (column, row) ->
            row < first || row > last ? awake.at(column, row, 0) : layers.paint(column, row));
  }

  /** What lies on a face, one layer over the other. */
  private static final class Layers {
    private final Complexion complexion;
    private final LipPaint lips;
    private final Whiskers whiskers;
    private final BrowPaint brows;
    private final EyePaint eyes;

    Layers(HeadShape shape, Features features, Whiskers whiskers, double open) {
      this.whiskers = whiskers;
      complexion = new Complexion(shape, features);
      lips = new LipPaint(shape, features, complexion.base());
      brows = new BrowPaint(shape);
      eyes = new EyePaint(shape, features, open);
    }

    int paint(int column, int row) {
      double x = (column + 0.5) / TEXELS_PER_MM - HALF_WIDTH;
      double y = TOP - (row + 0.5) / TEXELS_PER_MM;
      Colour colour = lips.over(complexion.at(x, y), x, y);
      colour = brows.over(whiskers.over(colour, x, y), x, y);
      return eyes.over(colour, x, y).packed(eyes.ball(x, y) ? 0.15 : 1);
    }
  }
}
