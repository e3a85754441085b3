package io.facegate.pack;

import io.facegate.inference.ModelTwin;
import java.net.URI;

/**
 * A file of a pack.
 *
 * @param file name, size and checksum
 * @param address where it is published, by https; empty when it comes by import only
 */
public record PackItem(ModelTwin file, String address) {
  /** Checks that the address is one. */
  public PackItem {
    if (!address.isEmpty() && !"https".equals(URI.create(address).getScheme())) {
      throw new IllegalArgumentException("%s comes from %s".formatted(file.file(), address));
    }
  }

  /** Whether it can be downloaded. */
  public boolean isPublished() {
    return !address.isEmpty();
  }
}
