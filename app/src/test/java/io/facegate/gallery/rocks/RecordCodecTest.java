package io.facegate.gallery.rocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.facegate.face.Face;
import io.facegate.face.Parsing;
import io.facegate.gallery.GalleryFolder;
import io.facegate.gallery.GalleryRecord;
import io.facegate.gallery.RandomFaces;
import io.facegate.gallery.SavedFace;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCodecTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final byte[] FACE_KEY = Keys.of(1, 2, 3);
  private static final byte[] SAVED_KEY = Keys.of(4);

  @TempDir private Path folder;
  private final RandomFaces faces = new RandomFaces(7, 8);
  private Database database;
  private RecordCodec codec;

  @BeforeEach
  void open() {
    database = new Database(new GalleryFolder(folder).config());
    codec = new RecordCodec(new FaceCodec(new ModelTable(new MetaTable(database))));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatWasMeasuredComesBack() throws CorruptRecordException {
    for (int i = 0; i < 100; i++) {
      SavedFace face = faces.face("t" + i);
      String tag = i % 2 == 0 ? "" : "side door";
      GalleryRecord.Face enrolled = new GalleryRecord.Face(1, 2, 3, face, tag, NOW);
      GalleryRecord.Face read = codec.face(FACE_KEY, codec.encode(FACE_KEY, enrolled));
      assertEquals(tag, read.tag());
      assertSame(face, read.face());
      GalleryRecord.Saved saved = new GalleryRecord.Saved(4, "site", face);
      assertSame(face, codec.saved(SAVED_KEY, codec.encode(SAVED_KEY, saved)).face());
    }
  }

  @Test
  void thePartsOfThePictureAreNotKept() throws CorruptRecordException {
    SavedFace face = faces.face("t");
    Face parsed = face.face().withParsing(new Parsing(1, 1, new byte[] {Parsing.SKIN}));
    GalleryRecord.Saved saved =
        new GalleryRecord.Saved(4, "site", new SavedFace("t", parsed, 640, 480));
    byte[] value = codec.encode(SAVED_KEY, saved);
    assertNull(codec.saved(SAVED_KEY, value).face().face().parsing());
    assertSame(face, codec.saved(SAVED_KEY, value).face());
  }

  @Test
  void measuresThatAreNoneAreCorrupt() {
    SavedFace bare = bare();
    byte[] base = body(SAVED_KEY, new GalleryRecord.Saved(4, "site", bare));
    for (byte present : new byte[] {64, -1, 8, 1}) {
      byte[] longer = Arrays.copyOf(base, base.length + 2);
      longer[base.length] = present;
      longer[base.length + 1] = 99;
      byte[] value = Envelope.seal(SAVED_KEY, longer);
      assertThrows(CorruptRecordException.class, () -> codec.saved(SAVED_KEY, value));
    }
  }

  private SavedFace bare() {
    Face face = faces.face("t").face();
    Face bare =
        new Face(face.box(), face.probability(), face.landmarks()).withEmbedding(face.embedding());
    return new SavedFace("t", bare, 640, 480);
  }

  private byte[] body(byte[] key, GalleryRecord record) {
    try {
      ByteBuffer body = Envelope.open(key, codec.encode(key, record));
      byte[] bytes = new byte[body.remaining()];
      body.get(bytes);
      return bytes;
    } catch (CorruptRecordException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertSame(SavedFace expected, SavedFace found) {
    assertEquals(expected.token(), found.token());
    assertEquals(expected.imageWidth(), found.imageWidth());
    Face a = expected.face();
    Face b = found.face();
    assertEquals(a.pose(), b.pose());
    assertEquals(a.quality(), b.quality());
    assertEquals(a.liveness(), b.liveness());
    assertEquals(a.gateLiveness(), b.gateLiveness());
    assertEquals(a.points(), b.points());
    assertEquals(a.traits(), b.traits());
    assertEquals(a.shape(), b.shape());
    assertEquals(a.spoofing(), b.spoofing());
    assertEquals(1, a.embedding().cosine(b.embedding()), 1e-6);
  }
}
