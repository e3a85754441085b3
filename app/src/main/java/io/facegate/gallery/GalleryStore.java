package io.facegate.gallery;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the gallery's records over restarts. Safe for use by many threads. A store that cannot do
 * what it is asked fails with {@code STORE_FAILED}.
 */
public interface GalleryStore extends AutoCloseable {
  /**
   * Hands over all that is kept: apps, then groups, each followed by its members, each followed by
   * its faces, then saved faces; all in the order of their ids. Records that cannot be trusted are
   * left out, counted and logged. Called once, before anything else.
   */
  void load(Consumer<GalleryRecord> reader);

  /**
   * Makes a change durable, all of it or nothing. Whoever drops a group drops its members and faces
   * with it, whose space is taken back behind; whoever drops a member drops its faces one by one.
   */
  void commit(List<GalleryRecord> puts, List<? extends RecordKey> drops);

  /** An id that was never given before, higher than all before. */
  long newId();

  /** An enrolled face, unless it is gone or cannot be trusted. */
  Optional<SavedFace> face(RecordKey.FaceKey key);

  /** A saved face, unless it is gone or cannot be trusted. */
  Optional<SavedFace> saved(RecordKey.SavedKey key);

  /** Whether a small durable write succeeds at present. */
  boolean writable();

  /** Records left out since the start because they cannot be trusted. */
  int corruptRecords();

  /** How much room the files take. */
  long bytesOnDisk();

  /**
   * Writes a copy of the store as it is now, from which a gallery can be opened.
   *
   * @param folder must not exist; its parent must, best on the same file system
   */
  void checkpoint(Path folder);

  @Override
  void close();
}
