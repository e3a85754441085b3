package io.facegate.vision;

/**
 * What a picture may cost, checked from its header before a pixel is allocated.
 *
 * @param bytesMax size of the file
 * @param pixelsMax width times height
 * @param sidePxMax width, and height
 */
public record DecodeLimits(int bytesMax, int pixelsMax, int sidePxMax) {
  /** Checks that the limits allow anything. */
  public DecodeLimits {
    if (bytesMax < 1 || pixelsMax < 1 || sidePxMax < 1) {
      throw new IllegalArgumentException("decode limits of %d bytes, %d pixels, %d a side"
          .formatted(bytesMax, pixelsMax, sidePxMax));
    }
  }

  /** 16 MiB, 25 megapixels, 8192 a side. */
  public static DecodeLimits defaults() {
    return new DecodeLimits(16 << 20, 25_000_000, 8192);
  }
}
