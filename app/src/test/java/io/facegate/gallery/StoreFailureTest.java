package io.facegate.gallery;

import static io.facegate.gallery.GalleryFolder.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Embedding;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import io.facegate.gallery.Gallery.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change that the disk refuses changes nothing. */
class StoreFailureTest {
  private static final PersonKey ANN = new PersonKey("site", "staff", "ann");

  private final RandomFaces faces = new RandomFaces(9, 64);
  @TempDir private Path folder;

  /** A real store whose disk can be made to refuse writes. */
  private static final class RefusingStore implements GalleryStore {
    private final GalleryStore store;
    private boolean refusing;
    private boolean broken;

    RefusingStore(GalleryStore store) {
      this.store = store;
    }

    @Override
    public void load(Consumer<GalleryRecord> reader) {
      store.load(reader);
    }

    @Override
    public void commit(List<GalleryRecord> puts, List<? extends RecordKey> drops) {
      if (refusing) {
        throw new FaceException(FaceFailure.STORE_FAILED, "the disk refuses");
      }
      if (broken) {
        throw new InternalError("the machine is broken");
      }
      store.commit(puts, drops);
    }

    @Override
    public long newId() {
      return store.newId();
    }

    @Override
    public Optional<SavedFace> face(RecordKey.FaceKey key) {
      return store.face(key);
    }

    @Override
    public Optional<SavedFace> saved(RecordKey.SavedKey key) {
      return store.saved(key);
    }

    @Override
    public boolean writable() {
      return !refusing && store.writable();
    }

    @Override
    public int corruptRecords() {
      return store.corruptRecords();
    }

    @Override
    public long bytesOnDisk() {
      return store.bytesOnDisk();
    }

    @Override
    public void checkpoint(Path copy) {
      store.checkpoint(copy);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  @Test
  void refusedChangesChangeNothing() {
    GalleryFolder opener = new GalleryFolder(folder);
    RefusingStore store = new RefusingStore(opener.store());
    GalleryLimits limits = new GalleryLimits(5, 3, 3, 2);
    PersonKey stranger = new PersonKey("new", "new", "eve");
    try (StoredGallery gallery = opener.open(store, limits, RandomFaces.MODEL)) {
      gallery.enroll(ANN, faces.face("t1"), Optional.empty(), Mode.APPEND);
      gallery.addGroup("site", "guests");
      gallery.saveFace("site", faces.face("s1"));
      gallery.saveFace("site", faces.face("s2"));
      GalleryStats before = gallery.stats();
      store.refusing = true;
      List<Runnable> changes =
          List.of(
              () -> gallery.enroll(ANN, faces.face("t2"), Optional.of("x"), Mode.APPEND),
              () -> gallery.enroll(ANN, faces.face("t2"), Optional.of("x"), Mode.REPLACE),
              () -> gallery.enroll(stranger, faces.face("t2"), Optional.empty(), Mode.APPEND),
              () -> gallery.addGroup("new", "new"),
              () -> gallery.deleteGroup("site", "staff"),
              () -> gallery.deleteFace(ANN, "t1"),
              () -> gallery.deletePerson(ANN),
              () -> gallery.copyPerson(ANN, "guests"),
              () -> gallery.people().join("site", "ann", null, List.of("guests", "new")),
              () -> gallery.people().enroll(everywhere("bob", "t3", "guests", "new")),
              () -> gallery.people().enroll(everywhere("eve", "t3")),
              () -> gallery.people().describe("site", "ann", "x", "y"),
              () -> gallery.people().removeFaces("site", "ann", List.of("t1")),
              () -> gallery.people().deleteEverywhere("site", "ann"),
              () -> gallery.saveFace("site", faces.face("s3")));
      for (int round = 0; round < 4; round++) {
        changes.forEach(change -> assertFails(FaceFailure.STORE_FAILED, change::run));
      }
      assertEquals(before, withDiskOf(before, gallery.stats()));
      assertEquals("", gallery.person(ANN).orElseThrow().info());
      assertEquals(List.of("default", "site"), gallery.apps());
      assertTrue(gallery.savedFace("site", "s1").isPresent());
      store.refusing = false;
      changes.subList(0, 4).forEach(StoreFailureTest::runOrRefuse);
      assertEquals(List.of("default", "new", "site"), gallery.apps());
      gallery.deleteGroup("site", "staff");
    }
  }

  @Test
  void aSavedFaceLostToAnErrorTakesNoPlace() {
    GalleryFolder opener = new GalleryFolder(folder);
    RefusingStore store = new RefusingStore(opener.store());
    GalleryLimits limits = new GalleryLimits(5, 3, 3, 2);
    try (StoredGallery gallery = opener.open(store, limits, RandomFaces.MODEL)) {
      gallery.saveFace("site", faces.face("s1"));
      gallery.saveFace("site", faces.face("s2"));
      store.broken = true;
      for (int i = 0; i < 4; i++) {
        assertThrows(InternalError.class, () -> gallery.saveFace("site", faces.face("s3")));
        assertEquals(2, gallery.stats().savedFaces());
      }
      store.broken = false;
      gallery.saveFace("site", faces.face("s4"));
      assertEquals(2, gallery.stats().savedFaces());
      assertTrue(gallery.savedFace("site", "s1").isEmpty());
      assertTrue(gallery.savedFace("site", "s2").isPresent());
      assertTrue(gallery.savedFace("site", "s4").isPresent());
    }
  }

  private Enrollment everywhere(String person, String token, String... groups) {
    return new Enrollment(
        "site",
        person,
        List.of(faces.face(token)),
        List.of(groups),
        true,
        Mode.APPEND,
        null,
        null,
        PersonBounds.open());
  }

  /* The fourth finds the group made by the third. */
  private static void runOrRefuse(Runnable change) {
    try {
      change.run();
    } catch (FaceException e) {
      assertEquals(FaceFailure.GROUP_EXISTS, e.failure());
    }
  }

  private static GalleryStats withDiskOf(GalleryStats disk, GalleryStats stats) {
    return new GalleryStats(
        stats.faces(),
        stats.persons(),
        stats.groups(),
        stats.savedFaces(),
        stats.otherModelFaces(),
        stats.corruptRecords(),
        disk.bytesOnDisk());
  }

  @Test
  void facesOfAnotherModelAreKeptAndNeverFound() {
    GalleryFolder opener = new GalleryFolder(folder);
    SavedFace face = faces.face("t1");
    try (StoredGallery gallery = opener.open()) {
      gallery.enroll(ANN, face, Optional.empty(), Mode.APPEND);
      gallery.saveFace("site", faces.face("s1"));
    }
    RandomFaces newFaces = new RandomFaces(10, 32);
    GalleryLimits limits = GalleryLimits.defaults();
    try (StoredGallery gallery = opener.open(opener.store(), limits, "new-model")) {
      assertEquals(1, gallery.stats().otherModelFaces());
      assertTrue(gallery.savedFace("site", "t1").isEmpty());
      assertTrue(gallery.savedFace("site", "s1").isEmpty());
      Embedding query = new Embedding("new-model", newFaces.unit());
      assertTrue(gallery.search("site", List.of("staff"), query, -1, 5).isEmpty());
      assertTrue(gallery.searchPerson("site", List.of("staff"), "ann", query).isEmpty());
      gallery.enroll(ANN, newFaces.face("t2", query), Optional.empty(), Mode.APPEND);
      assertEquals(1, gallery.search("site", List.of("staff"), query, -1, 5).size());
      assertEquals(2, gallery.person(ANN).orElseThrow().faces().size());
      gallery.addGroup("site", "guests");
      gallery.copyPerson(ANN, "guests");
    }
    try (StoredGallery gallery = opener.open()) {
      assertEquals(2, gallery.stats().otherModelFaces());
      assertEquals(4, gallery.faceCount());
    }
  }
}
