package io.facegate.gallery.rocks;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.nio.file.Path;

/**
 * The form of everything in the store. 2: members and faces may have a tag, and a group may have no
 * name. 3: faces may have points, traits and shape. Whoever knows less would leave those out, so
 * that it is kept from opening them.
 */
final class Schema {
  /** The form this program reads and writes. */
  static final long VERSION = 3;

  private static final String NAME = "schema";

  private Schema() {}

  /** Marks a store that is new or older, and refuses one that a newer program wrote. */
  static void check(MetaTable meta, Path folder) {
    long found = meta.get(NAME).map(body -> body.getLong(0)).orElse(0L);
    if (found > VERSION) {
      throw new FaceException(
          FaceFailure.STORE_FAILED,
          "the gallery in %s has schema %d of a newer facegate; this one reads up to %d"
              .formatted(folder, found, VERSION));
    }
    if (found < VERSION) {
      meta.put(NAME, Keys.of(VERSION));
    }
  }
}
