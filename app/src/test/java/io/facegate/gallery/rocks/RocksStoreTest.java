package io.facegate.gallery.rocks;

import static io.facegate.gallery.GalleryFolder.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.gallery.GalleryFolder;
import io.facegate.gallery.GalleryRecord;
import io.facegate.gallery.RandomFaces;
import io.facegate.gallery.RecordKey;
import io.facegate.testing.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

  private final RandomFaces faces = new RandomFaces(5, 256);
  @TempDir private Path folder;

  private RocksStore open() {
    return new GalleryFolder(folder.resolve("gallery")).store();
  }

  private static List<GalleryRecord> load(RocksStore store) {
    List<GalleryRecord> records = new ArrayList<>();
    store.load(records::add);
    return records;
  }

  /** A group of one member with many faces. */
  private List<GalleryRecord> group(RocksStore store, int faceCount) {
    long generation = store.newId();
    List<GalleryRecord> records = new ArrayList<>();
    records.add(new GalleryRecord.Group(generation, "site", "g" + generation, NOW, NOW));
    records.add(new GalleryRecord.Member(generation, store.newId(), "ann", "Ann ä", "", NOW, NOW));
    long member = ((GalleryRecord.Member) records.getLast()).ordinal();
    for (int i = 0; i < faceCount; i++) {
      records.add(
          new GalleryRecord.Face(generation, member, store.newId(), faces.face("t" + i), "", NOW));
    }
    return records;
  }

  private static List<RecordKey> keys(List<GalleryRecord> records) {
    return records.stream().map(GalleryRecord::key).toList();
  }

  @Test
  void comesBackInOrder() {
    List<GalleryRecord> records = new ArrayList<>();
    try (RocksStore store = open()) {
      assertEquals(List.of(), load(store));
      records.add(new GalleryRecord.App("site", NOW));
      records.addAll(group(store, 300));
      records.addAll(group(store, 0));
      records.add(new GalleryRecord.Saved(store.newId(), "site", faces.face("s1")));
      store.commit(records.reversed(), List.of());
      assertTrue(store.writable());
    }
    try (RocksStore store = open()) {
      assertEquals(keys(records), keys(load(store)));
      assertEquals(0, store.corruptRecords());
      assertTrue(store.newId() > 300);
      RecordKey.FaceKey face = (RecordKey.FaceKey) records.get(3).key();
      assertEquals("t0", store.face(face).orElseThrow().token());
      store.commit(List.of(), List.of(face));
      assertTrue(store.face(face).isEmpty());
    }
  }

  @Test
  void idsAreNeverGivenTwice() {
    long last = 0;
    for (int start = 0; start < 3; start++) {
      try (RocksStore store = open()) {
        for (int i = 0; i < 11_000; i++) {
          long id = store.newId();
          assertTrue(id > last);
          last = id;
        }
      }
    }
  }

  @Test
  void newerSchemaIsRefused() {
    try (Database database = new Database(new GalleryFolder(folder.resolve("gallery")).config())) {
      new MetaTable(database).put("schema", Keys.of(7));
    }
    FaceException refusal = assertThrows(FaceException.class, this::open);
    assertTrue(refusal.detail().contains("schema 7 of a newer facegate"), refusal.detail());
  }

  @Test
  void corruptMetaEntryIsRefused() {
    byte[] key = "schema".getBytes(StandardCharsets.UTF_8);
    try (Database database = new Database(new GalleryFolder(folder.resolve("gallery")).config())) {
      database.run(
          rocks -> {
            rocks.put(key, new byte[13]);
            return rocks;
          });
    }
    FaceException refusal = assertThrows(FaceException.class, this::open);
    assertTrue(refusal.detail().contains("'schema', its checksum is wrong"), refusal.detail());
  }

  @Test
  void secondProcessIsTold() {
    try (RocksStore first = open()) {
      FaceException refusal = assertThrows(FaceException.class, this::open);
      assertTrue(refusal.detail().contains("in use by another process"), refusal.detail());
      assertTrue(first.writable());
    }
  }

  @Test
  void closedStoreFails() {
    RocksStore store = open();
    List<GalleryRecord> records = group(store, 1);
    store.close();
    assertFails(FaceFailure.STORE_FAILED, () -> store.commit(records, List.of()));
    assertFalse(store.writable());
    store.close();
  }

  @Test
  void deletedGroupGivesItsSpaceBack() {
    try (RocksStore store = open()) {
      load(store);
      List<GalleryRecord> records = group(store, 3000);
      List<GalleryRecord> stays = group(store, 1);
      store.commit(stays, List.of());
      store.commit(records, List.of());
      long full = store.bytesOnDisk();
      store.commit(List.of(), List.of(records.getFirst().key()));
      Await.until(
          Duration.ofSeconds(20), () -> store.bytesOnDisk() < full / 4, "space of a group");
      assertTrue(store.face((RecordKey.FaceKey) records.getLast().key()).isEmpty());
      assertTrue(store.face((RecordKey.FaceKey) stays.getLast().key()).isPresent());
    }
  }

  @Test
  void restartGoesOnTakingSpaceBack() {
    List<GalleryRecord> records;
    long full;
    try (RocksStore store = open()) {
      records = group(store, 3000);
      store.commit(records, List.of());
      full = store.bytesOnDisk();
      store.commit(List.of(), List.of(records.getFirst().key()));
    }
    try (RocksStore store = open()) {
      assertEquals(List.of(), load(store));
      Await.until(
          Duration.ofSeconds(20), () -> store.bytesOnDisk() < full / 4, "space of a group");
    }
  }

  @Test
  void checkpointOpensAsAGallery() {
    GalleryFolder copy = new GalleryFolder(folder.resolve("copy"));
    List<GalleryRecord> records;
    try (RocksStore store = open()) {
      records = group(store, 5);
      store.commit(records, List.of());
      store.checkpoint(folder.resolve("copy"));
      store.commit(group(store, 5), List.of());
    }
    try (RocksStore store = copy.store()) {
      assertEquals(keys(records), keys(load(store)));
    }
  }
}
