package io.facegate.gallery;

/** What a record is kept under. Ids come from {@link GalleryStore#newId}. */
public sealed interface RecordKey {
  /** Of an app, by its name. */
  record AppKey(String name) implements RecordKey {}

  /** Of a group, by its generation: a group made anew under an old name is another one. */
  record GroupKey(long generation) implements RecordKey {}

  /** Of a member of a group; a lower ordinal was enrolled earlier. */
  record MemberKey(long generation, long ordinal) implements RecordKey {}

  /** Of a face of a member; a lower ordinal was enrolled earlier. */
  record FaceKey(long generation, long member, long ordinal) implements RecordKey {}

  /** Of a saved face; a lower sequence was saved earlier. */
  record SavedKey(long sequence) implements RecordKey {}
}
