package io.facegate.vision.video;

import java.time.Duration;

/**
 * What a video may cost. All but the time is checked from its header, before anything is decoded.
 *
 * @param bytesMax size of the file
 * @param lengthMax how long it plays
 * @param framesMax how many pictures it has
 * @param pixelsMax width times height of a picture
 * @param sidePxMax of a picture as it is handed on; larger ones are scaled down
 * @param decodeTimeMax to decode all of it, not counting whoever looks at the pictures
 */
public record VideoLimits(
    int bytesMax,
    Duration lengthMax,
    int framesMax,
    int pixelsMax,
    int sidePxMax,
    Duration decodeTimeMax) {
  /** Checks that the limits allow anything. */
  public VideoLimits {
    if (bytesMax < 1 || framesMax < 1 || pixelsMax < 1 || sidePxMax < 1
        || !lengthMax.isPositive() || !decodeTimeMax.isPositive()) {
      throw new IllegalArgumentException("video limits that allow nothing");
    }
  }

  /** 20 MiB, 30 s, 1800 frames of up to 2560 x 1440, handed on at 1280, 15 s to decode. */
  public static VideoLimits defaults() {
    return new VideoLimits(
        20 << 20, Duration.ofSeconds(30), 1800, 2560 * 1440, 1280, Duration.ofSeconds(15));
  }
}
