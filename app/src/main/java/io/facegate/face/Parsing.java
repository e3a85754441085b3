package io.facegate.face;

/**
 * Which part of a face each pixel of a picture shows.
 *
 * <p>The API document says that there are classes, but does not number them. These are the eleven
 * that face parsing has in common since Smith et al., "Exemplar-based face parsing", CVPR 2013.
 */
public final class Parsing {
  /** Neither face nor hair. */
  public static final byte BACKGROUND = 0;

  public static final byte SKIN = 1;
  public static final byte LEFT_BROW = 2;
  public static final byte RIGHT_BROW = 3;
  public static final byte LEFT_EYE = 4;
  public static final byte RIGHT_EYE = 5;
  public static final byte NOSE = 6;
  public static final byte UPPER_LIP = 7;
  public static final byte INNER_MOUTH = 8;
  public static final byte LOWER_LIP = 9;
  public static final byte HAIR = 10;

  private final int width;
  private final int height;
  private final byte[] classes;

  /**
   * Wraps classes.
   *
   * @param width of the whole picture, in pixels
   * @param height of the whole picture, in pixels
   * @param classes one a pixel, row by row from the top; shared, not copied
   */
  public Parsing(int width, int height, byte[] classes) {
    if (width < 1 || height < 1 || classes.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%d classes for %d x %d pixels".formatted(classes.length, width, height));
    }
    this.width = width;
    this.height = height;
    this.classes = classes;
  }

  /** Width of the picture in pixels. */
  public int width() {
    return width;
  }

  /** Height of the picture in pixels. */
  public int height() {
    return height;
  }

  /** The classes themselves, not a copy. */
  public byte[] classes() {
    return classes;
  }
}
