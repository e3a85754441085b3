package io.facegate.gallery;

import java.time.Instant;

/** What a {@link GalleryStore} keeps. Times are kept to the millisecond. */
public sealed interface GalleryRecord {
  /** What it is kept under. */
  RecordKey key();

  /** An app in which a group was once made. */
  record App(String name, Instant createdAt) implements GalleryRecord {
    @Override
    public RecordKey.AppKey key() {
      return new RecordKey.AppKey(name);
    }
  }

  /** A group of an app. */
  record Group(long generation, String app, String name, Instant createdAt, Instant updatedAt)
      implements GalleryRecord {
    @Override
    public RecordKey.GroupKey key() {
      return new RecordKey.GroupKey(generation);
    }
  }

  /**
   * A person's membership of a group; it may have no face.
   *
   * @param tag a note on the person; may be empty
   */
  record Member(
      long generation,
      long ordinal,
      String person,
      String info,
      String tag,
      Instant createdAt,
      Instant updatedAt)
      implements GalleryRecord {
    @Override
    public RecordKey.MemberKey key() {
      return new RecordKey.MemberKey(generation, ordinal);
    }
  }

  /**
   * An enrolled face of a member.
   *
   * @param tag a note on the face; may be empty
   */
  record Face(
      long generation, long member, long ordinal, SavedFace face, String tag, Instant createdAt)
      implements GalleryRecord {
    @Override
    public RecordKey.FaceKey key() {
      return new RecordKey.FaceKey(generation, member, ordinal);
    }
  }

  /** A face saved for its token, within an app. */
  record Saved(long sequence, String app, SavedFace face) implements GalleryRecord {
    @Override
    public RecordKey.SavedKey key() {
      return new RecordKey.SavedKey(sequence);
    }
  }
}
