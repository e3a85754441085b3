package io.facegate.face;

/**
 * Which part of a face each pixel of a picture shows.
 *
 * <p>The API document says that there are classes, but does not number them. These are the ten that
 * are told of the eleven which face parsing has in common since Smith et al., "Exemplar-based face
 * parsing", CVPR 2013; the eleventh is hair.
 */
public final class Parsing {
  /** Nothing of this face. */
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

  private final int width;
  private final int height;
  private final int left;
  private final int top;
  private final int partWidth;
  private final byte[] part;

  /**
   * Wraps the classes of a whole picture.
   *
   * @param width of the whole picture, in pixels
   * @param height of the whole picture, in pixels
   * @param classes one a pixel, row by row from the top; shared, not copied
   */
  public Parsing(int width, int height, byte[] classes) {
    this(width, height, 0, 0, width, classes);
    if (classes.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%d classes for %d x %d pixels".formatted(classes.length, width, height));
    }
  }

  /**
   * Wraps the classes of a part of a picture; the rest is background.
   *
   * @param left of the part in the picture
   * @param top of the part in the picture
   * @param part classes of the part, row by row; shared, not copied
   */
  public Parsing(int width, int height, int left, int top, int partWidth, byte[] part) {
    if (left < 0 || top < 0 || partWidth < 1 || left > width - partWidth) {
      throw new IllegalArgumentException(
          "%d columns from %d, %d of %d x %d".formatted(partWidth, left, top, width, height));
    }
    if (part.length % partWidth != 0 || part.length / partWidth > height - top) {
      throw new IllegalArgumentException(
          "%d classes in rows of %d from %d of %d".formatted(part.length, partWidth, top, height));
    }
    this.width = width;
    this.height = height;
    this.left = left;
    this.top = top;
    this.partWidth = partWidth;
    this.part = part;
  }

  /** Width of the picture in pixels. */
  public int width() {
    return width;
  }

  /** Height of the picture in pixels. */
  public int height() {
    return height;
  }

  /** One class a pixel of the whole picture, row by row from the top; made anew. */
  public byte[] classes() {
    byte[] classes = new byte[Math.multiplyExact(width, height)];
    for (int row = 0; row < part.length / partWidth; row++) {
      System.arraycopy(part, row * partWidth, classes, (top + row) * width + left, partWidth);
    }
    return classes;
  }
}
