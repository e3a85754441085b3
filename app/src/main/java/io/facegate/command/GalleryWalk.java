package io.facegate.command;

import io.facegate.gallery.GalleryRecord;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes through the records of a gallery, and tells of each whose it is. */
final class GalleryWalk implements Consumer<GalleryRecord> {
  private final Visitor visitor;
  private GalleryRecord.@Nullable Group group;
  private GalleryRecord.@Nullable Member member;

  /** Hears of what is there. */
  interface Visitor {
    /** Of an app. */
    default void app(GalleryRecord.App app) {}

    /** Of a group. */
    default void group(GalleryRecord.Group group) {}

    /** Of a person in a group. */
    default void member(GalleryRecord.Group group, GalleryRecord.Member member) {}

    /** Of a face of a person. */
    default void face(
        GalleryRecord.Group group, GalleryRecord.Member member, GalleryRecord.Face face) {}
  }

  GalleryWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  @Override
  public void accept(GalleryRecord record) {
    switch (record) {
      case GalleryRecord.App app -> visitor.app(app);
      case GalleryRecord.Group found -> {
        group = found;
        visitor.group(found);
      }
      case GalleryRecord.Member found -> {
        member = found;
        visitor.member(present(group), found);
      }
      case GalleryRecord.Face found -> visitor.face(present(group), present(member), found);
      case GalleryRecord.Saved saved -> {
        /* Tokens of pictures that were only looked at are nobody's. */
      }
    }
  }

  private static <T> T present(@Nullable T found) {
    if (found == null) {
      throw new IllegalStateException("records come in the wrong order");
    }
    return found;
  }
}
