package io.facegate.gallery;

import static io.facegate.gallery.CroppedFaces.NEXT_MODEL;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Embedding;
import io.facegate.face.FaceCrop;
import io.facegate.face.PersonKey;
import io.facegate.gallery.rocks.RocksStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crops are kept with their faces, and lead from one embedding model to the next. */
class RenewalsTest {
  private static final int PERSONS = 30;

  private final CroppedFaces faces = new CroppedFaces(7);

  @TempDir private Path folder;

  private static PersonKey person(int number) {
    return new PersonKey("site", "staff", "p" + number);
  }

  private static String token(int number) {
    return "t" + number;
  }

  private StoredGallery gallery(RocksStore store, String model) {
    return new GalleryFolder(folder).open(store, GalleryLimits.defaults(), model);
  }

  private RocksStore store() {
    return new GalleryFolder(folder).store();
  }

  private void enroll(Gallery gallery, int number, SavedFace face) {
    gallery.enroll(person(number), face, Optional.empty(), Gallery.Mode.APPEND);
  }

  private void enrollAll() {
    try (StoredGallery gallery = gallery(store(), RandomFaces.MODEL)) {
      for (int i = 0; i < PERSONS; i++) {
        enroll(gallery, i, faces.face(token(i)));
      }
      enroll(gallery, 0, faces.bare("bare"));
    }
  }

  private static Map<RecordKey.FaceKey, Embedding> made(List<DueFace> due) {
    Map<RecordKey.FaceKey, Embedding> made = new LinkedHashMap<>();
    due.forEach(face -> made.put(face.key(), CroppedFaces.next(face.crop())));
    return made;
  }

  private static String found(Gallery gallery, String token) {
    Embedding probe = CroppedFaces.next(CroppedFaces.crop(token));
    List<Hit> hits = gallery.search("site", List.of("staff"), probe, 0.99, 1);
    return hits.isEmpty() ? "nobody" : hits.getFirst().person().person();
  }

  @Test
  void cropsGoWhereTheirFacesGo() {
    FaceCrop crop = CroppedFaces.crop("t1");
    try (StoredGallery gallery = gallery(store(), RandomFaces.MODEL)) {
      enroll(gallery, 1, faces.face("t1"));
      enroll(gallery, 1, faces.bare("t2"));
      gallery.saveFace("site", faces.face("saved"));
      gallery.people().join("site", "p1", null, List.of("guests"));
      gallery.deletePerson(person(1));
    }
    RocksStore store = store();
    try (StoredGallery gallery = gallery(store, RandomFaces.MODEL)) {
      FaceCrop kept = gallery.savedFace("site", "t1").orElseThrow().face().crop();
      assertArrayEquals(crop.encoded(), Objects.requireNonNull(kept).encoded());
      assertEquals(crop.landmarks(), kept.landmarks());
      assertNull(gallery.savedFace("site", "t2").orElseThrow().face().crop());
      assertTrue(gallery.savedFace("site", "saved").orElseThrow().face().crop() != null);
      assertEquals(new RenewalCount(0, 1, 1), store.renewals().count(NEXT_MODEL));
      store.renewals().forgetCrops();
      assertEquals(new RenewalCount(0, 0, 2), store.renewals().count(NEXT_MODEL));
      assertNull(gallery.savedFace("site", "saved").orElseThrow().face().crop());
    }
  }

  @Test
  void theModelToComeServesAtOnceWhenAllIsReady() {
    enrollAll();
    for (int start = 0; start < PERSONS; start += 10) {
      RocksStore store = store();
      try (StoredGallery gallery = gallery(store, RandomFaces.MODEL)) {
        assertEquals(
            new RenewalCount(start, PERSONS - start, 1), store.renewals().count(NEXT_MODEL));
        store.renewals().keep(made(store.renewals().due(NEXT_MODEL, null, 10)));
        assertEquals(0, gallery.stats().otherModelFaces(), "the model before serves on");
      }
    }
    RocksStore store = store();
    store.renewals().serve(NEXT_MODEL);
    try (StoredGallery gallery = gallery(store, NEXT_MODEL)) {
      assertEquals(Optional.of(NEXT_MODEL), store.renewals().servingModel());
      assertEquals(1, gallery.stats().otherModelFaces());
      assertEquals(PERSONS + 1, gallery.stats().faces());
      for (int i = 0; i < PERSONS; i++) {
        assertEquals("p" + i, found(gallery, token(i)));
      }
    }
  }

  @Test
  void whoIsGoneDoesNotComeBack() {
    enrollAll();
    RocksStore store = store();
    try (StoredGallery gallery = gallery(store, RandomFaces.MODEL)) {
      Map<RecordKey.FaceKey, Embedding> made =
          made(store.renewals().due(NEXT_MODEL, null, PERSONS));
      gallery.deletePerson(person(3));
      store.renewals().keep(made);
      gallery.deletePerson(person(4));
    }
    try (RocksStore next = store()) {
      next.renewals().serve(NEXT_MODEL);
      assertEquals(new RenewalCount(PERSONS - 2, 0, 1), next.renewals().count(NEXT_MODEL));
    }
    try (StoredGallery gallery = gallery(store(), NEXT_MODEL)) {
      assertEquals("nobody", found(gallery, token(3)));
      assertEquals("nobody", found(gallery, token(4)));
      assertEquals("p5", found(gallery, token(5)));
    }
  }

  @Test
  void aModelThatIsGivenUpIsForgotten() {
    enrollAll();
    try (RocksStore store = store()) {
      store.renewals().keep(made(store.renewals().due(NEXT_MODEL, null, PERSONS)));
      store.renewals().serve(RandomFaces.MODEL);
      assertEquals(new RenewalCount(0, PERSONS, 1), store.renewals().count(NEXT_MODEL));
    }
  }

  @Test
  void facesComeBackOneByOneWhenTheModelBeforeIsGone() {
    enrollAll();
    RocksStore store = store();
    store.renewals().serve(NEXT_MODEL);
    try (StoredGallery gallery = gallery(store, NEXT_MODEL)) {
      assertEquals(PERSONS + 1, gallery.stats().otherModelFaces());
      List<DueFace> due = store.renewals().due(NEXT_MODEL, null, 2);
      Person before = gallery.person(person(0)).orElseThrow();
      assertEquals("nobody", found(gallery, token(0)));
      made(due).forEach(gallery::renew);
      made(due).forEach(gallery::renew);
      assertEquals("p0", found(gallery, token(0)));
      assertEquals("nobody", found(gallery, token(2)));
      assertEquals(PERSONS - 1, gallery.stats().otherModelFaces());
      Person after = gallery.person(person(0)).orElseThrow();
      assertEquals(2, after.faces().size());
      assertEquals(before.faces().getFirst().createdAt(), after.faces().getLast().createdAt());
      gallery.deletePerson(person(5));
      due = store.renewals().due(NEXT_MODEL, due.getLast().key(), PERSONS);
      made(due).forEach(gallery::renew);
      assertEquals("p29", found(gallery, token(29)));
    }
    RocksStore again = store();
    try (StoredGallery gallery = gallery(again, NEXT_MODEL)) {
      assertEquals(new RenewalCount(PERSONS - 1, 0, 1), again.renewals().count(NEXT_MODEL));
      assertEquals("p29", found(gallery, token(29)));
      assertEquals("nobody", found(gallery, token(5)));
    }
  }
}
