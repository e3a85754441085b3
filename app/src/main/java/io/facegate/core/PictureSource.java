package io.facegate.core;

/** Fetches pictures from elsewhere. */
@FunctionalInterface
public interface PictureSource {
  /** The bytes behind an address; fails with IMAGE_DOWNLOAD_FAILED or IMAGE_TOO_LARGE. */
  byte[] fetch(String address);
}
