package io.facegate.core;

import io.facegate.face.Image;

/** Turns encoded pictures into pixels, under limits of bytes and pixels. */
@FunctionalInterface
public interface PictureDecoder {
  /** Decodes; fails with IMAGE_UNREADABLE or IMAGE_TOO_LARGE. */
  Image decode(byte[] encoded);
}
