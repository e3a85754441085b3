package io.facegate.gallery;

import io.facegate.face.Embedding;
import io.facegate.face.PersonKey;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings what a store keeps into memory, record by record. For one thread. */
final class GalleryLoader implements Consumer<GalleryRecord> {
  private final Directory directory;
  private final SavedTokens savedTokens;
  private final Quota faceQuota;
  private final PresentModel model;
  private @Nullable GroupEntry group;
  private @Nullable MemberEntry member;

  GalleryLoader(
      Directory directory, SavedTokens savedTokens, Quota faceQuota, PresentModel model) {
    this.directory = directory;
    this.savedTokens = savedTokens;
    this.faceQuota = faceQuota;
    this.model = model;
  }

  @Override
  public void accept(GalleryRecord record) {
    switch (record) {
      case GalleryRecord.App app -> directory.load(app);
      case GalleryRecord.Group loaded -> group = directory.load(loaded);
      case GalleryRecord.Member loaded -> load(loaded);
      case GalleryRecord.Face loaded -> load(loaded);
      case GalleryRecord.Saved saved -> savedTokens.load(saved);
    }
  }

  private void load(GalleryRecord.Member loaded) {
    GroupEntry home = present(group);
    PersonKey key = new PersonKey(home.app(), home.name(), loaded.person());
    MemberEntry entry = new MemberEntry(key, loaded.ordinal(), loaded.createdAt());
    member = entry;
    home.publish(
        MemberEdit.keep(
            home,
            entry,
            new MemberEntry.State(loaded.info(), loaded.tag(), loaded.updatedAt(), List.of()),
            List.of()));
  }

  private void load(GalleryRecord.Face loaded) {
    MemberEntry owner = present(member);
    Embedding embedding = present(loaded.face().face().embedding());
    if (model.made(embedding)) {
      model.check(embedding);
    }
    GroupEntry home = present(group);
    faceQuota.count(1);
    home.publish(
        MemberEdit.keep(home, owner, owner.state(), List.of())
            .add(loaded, embedding, model.id()));
  }

  private static <T> T present(@Nullable T found) {
    if (found == null) {
      throw new IllegalStateException("records come in the wrong order");
    }
    return found;
  }
}
