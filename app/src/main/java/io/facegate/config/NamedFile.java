package io.facegate.config;

import java.nio.file.Path;

/**
 * A file or folder that the configuration names, to be looked at by {@link SiteCheck}.
 *
 * @param line where it is named; 0 when by the environment
 */
record NamedFile(int line, String key, Path path, Kind kind) {

  /** What is expected of it. */
  enum Kind {
    /** Readable, and not by everybody. */
    SECRET,
    /** Readable. */
    PUBLIC,
    /** Made on first use; the owner's alone when it is there. */
    MASTER_KEY,
    /** The configuration itself, where a secret stands in it. */
    INSIDE,
    /** A folder that can be written, or made. */
    WRITTEN_FOLDER,
    /** A folder that is there. */
    READ_FOLDER,
    /** A folder of models. */
    MODELS
  }
}
