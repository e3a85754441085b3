package io.facegate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed command left goes; what anybody else has put there stays. */
class PartialFolderTest {
  @TempDir private Path folder;
  private Path target;
  private Path partial;

  @BeforeEach
  void place() {
    target = folder.resolve("below/backup");
    partial = folder.resolve("below/backup.partial");
  }

  @Test
  void becomesItsTarget() throws IOException {
    assertEquals(partial, PartialFolder.of(target));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(partial)));
    Files.writeString(partial.resolve("table"), "rows");
    PartialFolder.finish(partial, target);
    assertEquals("rows", Files.readString(target.resolve("table")));
    assertFalse(Files.exists(target.resolve(PartialFolder.MARK)));
    assertFalse(Files.exists(partial));
  }

  @Test
  void whatAKilledCommandLeftIsReplaced() throws IOException {
    Files.writeString(PartialFolder.of(target).resolve("old"), "");
    PartialFolder.of(target);
    assertFalse(Files.exists(partial.resolve("old")));
    Files.delete(partial.resolve(PartialFolder.MARK));
    PartialFolder.of(target);
    assertTrue(Files.exists(partial.resolve(PartialFolder.MARK)), "an empty one is nobody's");
  }

  @Test
  void whatIsNotOursStays() throws IOException {
    Path photos = Files.createDirectories(partial).resolve("photo.jpg");
    Files.writeString(photos, "the only one");
    assertThrows(PartialFolder.NotOursException.class, () -> PartialFolder.of(target));
    assertEquals("the only one", Files.readString(photos));

    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve(PartialFolder.MARK), "");
    Files.delete(photos);
    Files.delete(partial);
    Files.createSymbolicLink(partial, elsewhere);
    assertThrows(PartialFolder.NotOursException.class, () -> PartialFolder.of(target));
    assertTrue(Files.exists(elsewhere.resolve(PartialFolder.MARK)));

    Files.delete(partial);
    Files.writeString(partial, "a file");
    assertThrows(PartialFolder.NotOursException.class, () -> PartialFolder.of(target));
  }
}
