package io.facegate.pack;

import io.facegate.inference.ModelTwin;

/**
 * A file of a pack.
 *
 * @param file name, size and checksum
 * @param address where it is published, by https; empty when it comes by import only
 */
public record PackItem(ModelTwin file, String address) {
  /** Whether it can be downloaded. */
  public boolean isPublished() {
    return !address.isEmpty();
  }
}
