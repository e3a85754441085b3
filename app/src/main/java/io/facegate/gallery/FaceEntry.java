package io.facegate.gallery;

import io.facegate.face.Embedding;
import io.facegate.search.Slot;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An enrolled face in memory. Its vector lies in the index, unless another model made it. */
final class FaceEntry {
  /** By group, person and age. */
  static final Comparator<FaceEntry> ORDER =
      Comparator.comparing((FaceEntry face) -> face.member.key().group())
          .thenComparing(face -> face.member.key().person())
          .thenComparing(FaceEntry::ordinal);

  private final MemberEntry member;
  private final long ordinal;
  private final String token;
  private final String tag;
  private final Instant createdAt;
  private final @Nullable Embedding otherModel;
  private final @Nullable Slot<FaceEntry> slot;

  /**
   * A face that is not in the index yet.
   *
   * @param modelId of the present model
   */
  FaceEntry(MemberEntry member, GalleryRecord.Face face, Embedding embedding, String modelId) {
    this.member = member;
    this.ordinal = face.ordinal();
    this.token = face.face().token();
    this.tag = face.tag();
    this.createdAt = face.createdAt();
    boolean comparable = embedding.modelId().equals(modelId);
    this.otherModel = comparable ? null : embedding;
    this.slot = comparable ? new Slot<>(this) : null;
  }

  MemberEntry member() {
    return member;
  }

  RecordKey.FaceKey key(long generation) {
    return new RecordKey.FaceKey(generation, member.ordinal(), ordinal);
  }

  String token() {
    return token;
  }

  String tag() {
    return tag;
  }

  long ordinal() {
    return ordinal;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** Where its vector lies, if the present model made it. */
  Optional<Slot<FaceEntry>> slot() {
    return Optional.ofNullable(slot);
  }

  /** Its embedding, if another model made it. */
  Optional<Embedding> otherModel() {
    return Optional.ofNullable(otherModel);
  }
}
