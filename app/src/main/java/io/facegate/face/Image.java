package io.facegate.face;

/**
 * A decoded picture: rows of packed 8-bit blue, green, red from top to bottom, without padding.
 *
 * <p>The pixels are shared, not copied: whoever passes an image on no longer writes to it.
 */
public final class Image {
  private final int width;
  private final int height;
  private final byte[] bgr;

  /**
   * Wraps pixels.
   *
   * @param bgr {@code width * height * 3} bytes
   */
  public Image(int width, int height, byte[] bgr) {
    if (width < 1 || height < 1 || bgr.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "%d bytes are not a picture of %d x %d".formatted(bgr.length, width, height));
    }
    this.width = width;
    this.height = height;
    this.bgr = bgr;
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** The pixels themselves, not a copy. */
  public byte[] bgr() {
    return bgr;
  }
}
