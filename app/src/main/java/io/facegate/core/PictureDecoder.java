package io.facegate.core;

import io.facegate.face.Image;
import io.facegate.vision.video.VideoDecoder;
import java.util.Optional;

/** Turns encoded pictures into pixels, under limits of bytes and pixels. */
@FunctionalInterface
public interface PictureDecoder {
  /** Decodes; fails with IMAGE_UNREADABLE or IMAGE_TOO_LARGE. */
  Image decode(byte[] encoded);

  /**
   * How many pixels a picture decodes to, as its header says; 0 when they need not be counted.
   * Fails as {@link #decode}.
   */
  default long pixels(byte[] encoded) {
    return 0;
  }

  /** Decodes videos; empty where none are taken. */
  default Optional<VideoDecoder> videos() {
    return Optional.empty();
  }
}
