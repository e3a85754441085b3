package io.facegate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aWholeOneTakesThePlaceOfWhatWasThereAndIsItsOwnersAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "before");
    Path left = Files.writeString(folder.resolve("a.csv.partial"), "of a command that was killed");
    Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rw-rw-rw-"));
    try (PrivateFile next = PrivateFile.create(file)) {
      next.out().write("after".getBytes(StandardCharsets.UTF_8));
      assertEquals("rw-------", permissions(left));
      assertEquals("before", Files.readString(file));
      next.finish();
    }
    assertEquals("after", Files.readString(file));
    assertEquals("rw-------", permissions(file));
    assertEquals(List.of("a.csv"), names());
  }

  @Test
  void oneThatFailsLeavesNothing() {
    assertThrows(IOException.class, this::fail);
    assertThrows(
        IOException.class, () -> PrivateFile.create(folder.resolve("no/such.csv")).close());
  }

  private void fail() throws IOException {
    try (PrivateFile next = PrivateFile.create(folder.resolve("a.csv"))) {
      next.out().write(1);
      throw new IOException("the disk is full");
    } finally {
      assertEquals(List.of(), names());
    }
  }
}
