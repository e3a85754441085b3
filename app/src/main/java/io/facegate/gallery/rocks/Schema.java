package io.facegate.gallery.rocks;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.nio.file.Path;

/** The form of everything in the store. */
final class Schema {
  /** The form this program reads and writes. */
  static final long VERSION = 1;

  private static final String NAME = "schema";

  private Schema() {}

  /** Marks a new store, and refuses one that a newer program wrote. */
  static void check(MetaTable meta, Path folder) {
    long found = meta.get(NAME).map(body -> body.getLong(0)).orElse(0L);
    if (found > VERSION) {
      throw new FaceException(
          FaceFailure.STORE_FAILED,
          "the gallery in %s has schema %d of a newer facegate; this one reads up to %d"
              .formatted(folder, found, VERSION));
    }
    if (found == 0) {
      meta.put(NAME, Keys.of(VERSION));
    }
  }
}
