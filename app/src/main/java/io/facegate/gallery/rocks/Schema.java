package io.facegate.gallery.rocks;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.nio.file.Path;

/**
 * The form of everything in the store. 2: members and faces may have a tag, and a group may have no
 * name. 3: faces may have points, traits and shape. 4: faces may have crops, and embeddings of a
 * model to come. 5: faces may have liveness at a gate, and no crops; 6: and crops. Whoever knows
 * less would leave those out, so that it is kept from opening them.
 */
final class Schema {
  /** The form this program reads. */
  static final long VERSION = 6;

  /** The form it writes while there are no crops. */
  private static final long WITHOUT_CROPS = 5;

  /** The form before that had crops already. */
  private static final long FIRST_CROPS = 4;

  private static final String NAME = "schema";

  private Schema() {}

  /** Marks a store that is new or older, and refuses one that a newer program wrote. */
  static void check(MetaTable meta, Path folder) {
    long found = readable(meta, folder);
    if (found < WITHOUT_CROPS) {
      meta.put(NAME, Keys.of(found == FIRST_CROPS ? VERSION : WITHOUT_CROPS));
    }
  }

  /** The form of a store; refuses one that a newer program wrote. */
  static long readable(MetaTable meta, Path folder) {
    long found = of(meta);
    if (found > VERSION) {
      throw new FaceException(
          FaceFailure.STORE_FAILED,
          "the gallery in %s has schema %d of a newer facegate; this one reads up to %d"
              .formatted(folder, found, VERSION));
    }
    return found;
  }

  /** The form of a store; 0 when it is new. */
  static long of(MetaTable meta) {
    return meta.get(NAME).map(body -> body.getLong(0)).orElse(0L);
  }

  /** Makes a store one of the newest form, and waits for the disk. */
  static void mark(MetaTable meta) {
    meta.put(NAME, Keys.of(VERSION));
  }
}
