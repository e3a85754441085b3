package io.facegate.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.PersonKey;
import io.facegate.gallery.Gallery.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bit that fell over on the disk costs the record it is in, not the gallery. */
class CorruptGalleryTest {
  private static final PersonKey ANN = new PersonKey("site", "staff", "ann");
  private static final PersonKey BOB = new PersonKey("site", "staff", "bob-the-builder");

  private final RandomFaces faces = new RandomFaces(3, 128);
  @TempDir private Path folder;

  private StoredGallery open() {
    return new GalleryFolder(folder).open();
  }

  /** Enrols two persons, and restarts so that all of it lies in table files. */
  private void fill() {
    try (StoredGallery gallery = open()) {
      for (PersonKey person : List.of(ANN, BOB)) {
        for (String token : List.of("first", "second", "third")) {
          String name = "the-%s-token-of-%s".formatted(token, person.person());
          gallery.enroll(person, faces.face(name), Optional.empty(), Mode.APPEND);
        }
      }
    }
    open().close();
  }

  private void flipBitIn(String text) throws IOException {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    int flipped = 0;
    List<Path> tables;
    try (Stream<Path> files = Files.list(folder)) {
      tables = files.filter(file -> file.toString().endsWith(".sst")).toList();
    }
    for (Path table : tables) {
      byte[] bytes = Files.readAllBytes(table);
      int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
      if (at >= 0) {
        bytes[at + wanted.length / 2] ^= 4;
        Files.write(table, bytes);
        flipped++;
      }
    }
    assertTrue(flipped > 0, "no table has " + text);
  }

  private static List<String> tokens(Gallery gallery, PersonKey person) {
    return gallery.person(person).orElseThrow().faces().stream().map(EnrolledFace::token).toList();
  }

  @Test
  void corruptFaceIsLeftOut() throws IOException {
    fill();
    flipBitIn("the-second-token-of-ann");
    try (StoredGallery gallery = open()) {
      assertTrue(gallery.stats().corruptRecords() > 0);
      assertEquals(
          List.of("the-first-token-of-ann", "the-third-token-of-ann"), tokens(gallery, ANN));
      assertEquals(3, tokens(gallery, BOB).size());
      gallery.enroll(ANN, faces.face("the-second-token-of-ann"), Optional.empty(), Mode.APPEND);
    }
    try (StoredGallery gallery = open()) {
      assertEquals(3, tokens(gallery, ANN).size());
      gallery.deletePerson(ANN);
      assertEquals(3, gallery.faceCount());
    }
  }

  @Test
  void corruptMemberIsLeftOutWithItsFaces() throws IOException {
    fill();
    flipBitIn(BOB.person());
    flipBitIn("the-third-token-of-bob");
    try (StoredGallery gallery = open()) {
      assertTrue(gallery.stats().corruptRecords() >= 4);
      assertEquals(List.of("ann"), gallery.persons("site", "staff", 0, 9));
      gallery.enroll(BOB, faces.face("new"), Optional.empty(), Mode.APPEND);
      assertEquals(List.of("ann", BOB.person()), gallery.persons("site", "staff", 0, 9));
    }
    try (StoredGallery gallery = open()) {
      assertEquals(List.of("new"), tokens(gallery, BOB));
    }
  }

  @Test
  void corruptGroupIsLeftOut() throws IOException {
    fill();
    flipBitIn("staff");
    try (StoredGallery gallery = open()) {
      assertTrue(gallery.stats().corruptRecords() > 0);
      assertEquals(0, gallery.faceCount());
      gallery.enroll(ANN, faces.face("new"), Optional.empty(), Mode.APPEND);
    }
    try (StoredGallery gallery = open()) {
      assertEquals(List.of("new"), tokens(gallery, ANN));
    }
  }
}
