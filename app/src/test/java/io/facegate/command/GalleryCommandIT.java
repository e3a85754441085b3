package io.facegate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.Gateway;
import io.facegate.core.Control;
import io.facegate.core.IdentifyQuery;
import io.facegate.core.ImageRef;
import io.facegate.core.Probe;
import io.facegate.face.PictureSpec;
import io.facegate.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gallery is filled from photos, copied, brought back and taken to another box. */
class GalleryCommandIT {
  private static final int PERSONS = 5;
  private static final int PHOTOS = 2;
  private static final int CANDIDATES = 14;

  private static final List<Path> ALONE = new ArrayList<>();

  @TempDir private Path folder;
  private Path photos;
  private GalleryBox box;

  @BeforeEach
  void setUp() throws IOException {
    box = box("one", true);
    photos = Files.createDirectories(folder.resolve("photos"));
    for (Path person : people()) {
      Path to = Files.createDirectories(photos.resolve(person.getFileName()));
      for (Path photo : list(person).subList(0, PHOTOS)) {
        Files.copy(photo, to.resolve(photo.getFileName()));
      }
    }
  }

  private GalleryBox box(String name, boolean keepCrops) throws IOException {
    String yaml =
        "models: {folder: %s}\ngallery: {keepCrops: %s}\n".formatted(Shared.models(), keepCrops);
    return new GalleryBox(folder.resolve(name), 0, 0, yaml);
  }

  /* With more photos than are enrolled, so that one is left to ask with; each alone in them: in
     many of these photos somebody stands beside the one who is meant. */
  private static List<Path> people() {
    return ALONE;
  }

  @BeforeAll
  static void choosePeople(@TempDir Path trial) throws IOException {
    Path candidates = Files.createDirectories(trial.resolve("candidates"));
    List<Path> all = new ArrayList<>();
    for (Path person : list(Shared.path("faces/lfw"))) {
      String name = person.getFileName().toString();
      if (all.size() < CANDIDATES && name.matches("\\w+") && list(person).size() > PHOTOS) {
        all.add(person);
        Path to = Files.createDirectories(candidates.resolve(name));
        for (Path photo : list(person).subList(0, PHOTOS + 1)) {
          Files.copy(photo, to.resolve(photo.getFileName()));
        }
      }
    }
    GalleryBox box =
        new GalleryBox(
            trial.resolve("box"), 0, 0, "models: {folder: %s}\n".formatted(Shared.models()));
    Path report = trial.resolve("report.csv");
    box.gallery(
        "import", candidates.toString(), "--group", "g", "--dry-run", "--report", "" + report);
    String rows = Files.readString(report);
    for (Path person : all) {
      String fit = "," + person.getFileName() + ",enrolled,";
      if (ALONE.size() < PERSONS && rows.split(fit, -1).length == PHOTOS + 2) {
        ALONE.add(person);
      }
    }
    assertEquals(PERSONS, ALONE.size(), rows);
  }

  private static List<Path> list(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.sorted().toList();
    }
  }

  private void importPhotos(GalleryBox into) {
    Said said = into.gallery("import", photos.toString(), "--group", "staff");
    assertEquals(0, said.status(), said.err());
    assertTrue(said.out().contains(PERSONS * PHOTOS + " enrolled\n"), said.out());
  }

  private static void assertRecognises(GalleryBox box) throws IOException {
    try (Gateway gateway = Gateway.start(box.config(), faces -> {}, () -> {})) {
      for (Path person : people()) {
        byte[] photo = Files.readAllBytes(list(person).get(PHOTOS));
        Probe probe =
            new Probe(
                new ImageRef.Bytes(photo), PictureSpec.COMMON, Control.NONE, Control.NONE);
        var found =
            gateway
                .faces()
                .identify(
                    new IdentifyQuery("test", "default", probe, List.of("staff"), null, 50, 1));
        assertEquals(
            person.getFileName().toString(),
            found.candidates().getFirst().candidate().person().person());
      }
    }
  }

  @Test
  void oneBadPhotoDoesNotKeepTheOthers() throws IOException {
    Path ann = photos.resolve("Ann");
    Files.createDirectories(ann);
    Files.writeString(ann.resolve("1.jpg"), "no picture");
    Files.copy(Shared.path("faces/groups/2007_007763.jpg"), ann.resolve("2.jpg"));
    Path known = list(people().getFirst()).get(PHOTOS);
    Files.copy(known, ann.resolve("3.jpg"));
    Files.createSymbolicLink(ann.resolve("4.jpg"), known);
    Path report = folder.resolve("report.csv");
    String[] words = {
      "import", photos.toString(), "--group", "staff", "--report", report.toString()
    };
    Said dry = box.gallery(Stream.concat(Stream.of(words), Stream.of("--dry-run"))
        .toArray(String[]::new));
    assertEquals(2, dry.status(), dry.err());
    assertTrue(box.gallery("list").out().contains("faces 0"), dry.out());
    Said first = box.gallery(words);
    assertEquals(2, first.status(), first.err());
    List<String> rows = Files.readAllLines(report);
    assertEquals(1 + PERSONS * PHOTOS + 3, rows.size());
    assertRow("Ann/1.jpg,staff,Ann,unreadable", rows);
    assertRow("Ann/2.jpg,staff,Ann,several_faces", rows);
    assertTrue(first.out().contains(PERSONS * PHOTOS + " enrolled\n"), first.out());
    Said again = box.gallery(words);
    assertTrue(again.out().contains(PERSONS * PHOTOS + " enrolled already"), again.out());
    assertRow("Ann/3.jpg,staff,Ann,other_person", Files.readAllLines(report));
  }

  private static void assertRow(String start, List<String> rows) {
    assertTrue(rows.stream().anyMatch(row -> row.startsWith(start)), rows.toString());
  }

  @Test
  void aBackupIsRestoredElsewhereAndRecognises() throws IOException {
    importPhotos(box);
    Path backup = folder.resolve("backup");
    Path other = Files.createDirectory(folder.resolve("backup.partial")).resolve("photo.jpg");
    Files.writeString(other, "somebody else's");
    Said refused = box.gallery("backup", backup.toString());
    assertEquals(1, refused.status(), refused.err());
    assertTrue(refused.err().contains("backup.partial is in the way"), refused.err());
    Files.delete(other);
    Said made = box.gallery("backup", backup.toString());
    assertEquals(0, made.status(), made.err());
    assertEquals(1, box.gallery("backup", backup.toString()).status(), "is there already");
    assertEquals(0, box.gallery("verify", "--backup", backup.toString()).status());
    GalleryBox second = box("two", true);
    Said restored = second.gallery("restore", backup.toString());
    assertEquals(0, restored.status(), restored.err());
    assertEquals(box.gallery("list").out(), second.gallery("list").out());
    assertEquals(0, second.gallery("verify").status());
    assertRecognises(second);
    assertEquals(1, second.gallery("restore", backup.toString()).status(), "is not empty");
    Said forced = second.gallery("restore", backup.toString(), "--force");
    assertEquals(0, forced.status(), forced.err());
    assertTrue(forced.out().contains("gallery.before-"), forced.out());
  }

  @Test
  void aDamagedBackupIsRefused() throws IOException {
    importPhotos(box);
    Path backup = folder.resolve("backup");
    assertEquals(0, box.gallery("backup", backup.toString()).status());
    Path table =
        list(backup.resolve("gallery")).stream()
            .max(Comparator.comparingLong(file -> file.toFile().length()))
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(table);
    bytes[bytes.length / 2] ^= 1;
    Files.write(table, bytes);
    GalleryBox second = box("two", true);
    assertEquals(1, second.gallery("verify", "--backup", backup.toString()).status());
    assertEquals(1, second.gallery("restore", backup.toString()).status());
    assertTrue(Files.notExists(second.data().resolve("gallery")));
  }

  @Test
  void anExportIsImportedElsewhereAndRecognises() throws IOException {
    importPhotos(box);
    Path export = folder.resolve("people.jsonl");
    Said made = box.gallery("export", export.toString(), "--crops");
    assertEquals(0, made.status(), made.err());
    GalleryBox second = box("two", false);
    Said taken = second.gallery("import", export.toString());
    assertEquals(0, taken.status(), taken.err());
    assertEquals(box.gallery("list").out(), second.gallery("list").out());
    assertTrue(second.gallery("verify").out().contains("pictures 0"));
    assertRecognises(second);
    Said again = second.gallery("import", export.toString());
    assertTrue(again.out().contains(PERSONS * PHOTOS + " enrolled already"), again.out());
    String whole = Files.readString(export);
    Files.writeString(export, whole.substring(0, whole.length() / 2));
    assertEquals(1, second.gallery("import", export.toString(), "--dry-run").status());
  }

  @Test
  void whatBreaksOffSaysWhatItDidAndLeavesNothingHalf() throws IOException {
    importPhotos(box);
    Path export = folder.resolve("people.jsonl");
    assertEquals(0, box.gallery("export", export.toString()).status());
    List<String> lines = Files.readAllLines(export);
    int face = 0;
    while (!lines.get(face).contains("\"face\"")) {
      face++;
    }
    lines.set(face + 1, "x".repeat((4 << 20) + 1));
    Files.write(export, lines);
    GalleryBox second = box("two", true);
    Path table = folder.resolve("table.csv");
    Said broken = second.gallery("import", export.toString(), "--report", table.toString());
    assertEquals(1, broken.status(), broken.err());
    assertTrue(broken.err().contains("1 faces are enrolled and stay"), broken.err());
    assertTrue(broken.err().contains("line " + (face + 2) + " of "), broken.err());
    List<String> rows = Files.readAllLines(table);
    assertEquals(3, rows.size(), rows.toString());
    assertTrue(rows.getLast().startsWith(",,,broken off,"), rows.toString());
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(table)));
    Files.writeString(export, "{}\n");
    Path none = folder.resolve("none.csv");
    Said wrong = second.gallery("import", export.toString(), "--report", none.toString());
    assertEquals(1, wrong.status(), wrong.err());
    assertTrue(wrong.err().contains("No face was enrolled"), wrong.err());
    assertTrue(Files.notExists(none));
    assertTrue(list(folder).stream().noneMatch(file -> file.toString().endsWith(".partial")));
  }

  @Test
  void besideARunningServiceItIsReadAndNotWritten() throws IOException {
    importPhotos(box);
    try (Gateway gateway = Gateway.start(box.config(), faces -> {}, () -> {})) {
      gateway.faces().addGroup("default", "guests");
      Said listed = box.gallery("list");
      assertTrue(listed.out().contains("default/guests  persons 0"), listed.out());
      assertEquals(0, box.gallery("verify").status());
      Path backup = folder.resolve("backup");
      assertEquals(0, box.gallery("backup", backup.toString()).status());
      assertEquals(0, box.gallery("export", folder.resolve("x.jsonl").toString()).status());
      Said refused = box.gallery("import", photos.toString(), "--group", "staff");
      assertEquals(1, refused.status());
      assertTrue(refused.err().contains("Stop the service first"), refused.err());
    }
  }
}
