package io.facegate.gallery.rocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.PersonKey;
import io.facegate.gallery.GalleryFolder;
import io.facegate.gallery.Person;
import io.facegate.gallery.RandomFaces;
import io.facegate.gallery.StoredGallery;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gallery that the first schema wrote opens as it was, and is marked as of the present one. */
class OlderSchemaTest {
  private static final long NOW = 1_700_000_000_123L;
  private static final PersonKey ANN = new PersonKey("site", "staff", "ann");

  @TempDir private Path folder;

  /* Byte by byte as schema 1 had it, without the help of the code that is to read it. */
  private interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] value(byte[] key, Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      body.write(out);
    }
    return Envelope.seal(key, bytes.toByteArray());
  }

  private static void face(DataOutputStream out) throws IOException {
    out.writeUTF("t1");
    out.writeInt(640);
    out.writeInt(480);
    for (int i = 0; i < 4 + 1 + 10; i++) {
      out.writeDouble(i);
    }
    for (int absent = 0; absent < 3; absent++) {
      out.writeBoolean(false);
    }
    out.writeShort(0);
    out.writeShort(2);
    out.writeFloat(0.6f);
    out.writeFloat(0.8f);
  }

  private void writeOldGallery() throws IOException {
    byte[] app = "site".getBytes(StandardCharsets.UTF_8);
    byte[] group = Keys.of(1);
    byte[] member = Keys.of(1, 2);
    byte[] faceKey = Keys.of(1, 2, 3);
    byte[] appValue = value(app, out -> out.writeLong(NOW));
    byte[] groupValue =
        value(
            group,
            out -> {
              out.writeUTF("site");
              out.writeUTF("staff");
              out.writeLong(NOW);
              out.writeLong(NOW);
            });
    byte[] memberValue =
        value(
            member,
            out -> {
              out.writeUTF("ann");
              out.writeUTF("Ann ä");
              out.writeLong(NOW);
              out.writeLong(NOW);
            });
    byte[] faceValue =
        value(
            faceKey,
            out -> {
              out.writeLong(NOW);
              face(out);
            });
    try (Database database = new Database(new GalleryFolder(folder).config())) {
      MetaTable meta = new MetaTable(database);
      meta.put("schema", Keys.of(1));
      meta.put("ids", Keys.of(10));
      meta.put("model/0", RandomFaces.MODEL.getBytes(StandardCharsets.UTF_8));
      database.write(
          batch -> {
            batch.put(database.handle(Family.APPS), app, appValue);
            batch.put(database.handle(Family.GROUPS), group, groupValue);
            batch.put(database.handle(Family.MEMBERS), member, memberValue);
            batch.put(database.handle(Family.FACES), faceKey, faceValue);
          });
    }
  }

  private long schema() {
    try (Database database = new Database(new GalleryFolder(folder).config())) {
      ByteBuffer kept = new MetaTable(database).get("schema").orElseThrow();
      return kept.getLong(0);
    }
  }

  @Test
  void isReadAndGoesOn() throws IOException {
    writeOldGallery();
    try (StoredGallery gallery = new GalleryFolder(folder).open()) {
      assertEquals(0, gallery.stats().corruptRecords());
      Person ann = gallery.person(ANN).orElseThrow();
      assertEquals("Ann ä", ann.info());
      assertEquals("", ann.tag());
      assertEquals("t1", ann.faces().getFirst().token());
      assertEquals("", ann.faces().getFirst().tag());
      assertEquals(NOW, ann.faces().getFirst().createdAt().toEpochMilli());
      assertEquals(List.of(), gallery.people().memberships("site", "bob"));
      gallery.people().describe("site", "ann", null, "at the gate");
      gallery.people().join("site", "ann", null, List.of("guests"));
    }
    assertEquals(5, schema());
    try (StoredGallery gallery = new GalleryFolder(folder).open()) {
      List<Person> everywhere = gallery.people().memberships("site", "ann");
      assertEquals(2, everywhere.size());
      everywhere.forEach(
          person -> {
            assertEquals("Ann ä", person.info());
            assertEquals("at the gate", person.tag());
            assertEquals(NOW, person.faces().getFirst().createdAt().toEpochMilli());
          });
      assertTrue(gallery.savedFace("site", "t1").isPresent());
    }
  }

  @Test
  void cropsStayKnown() throws IOException {
    writeOldGallery();
    try (Database database = new Database(new GalleryFolder(folder).config())) {
      new MetaTable(database).put("schema", Keys.of(4));
    }
    new GalleryFolder(folder).open().close();
    assertEquals(6, schema());
  }
}
