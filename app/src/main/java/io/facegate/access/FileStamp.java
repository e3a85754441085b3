package io.facegate.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** What changes about a file when it is replaced; all but its content. */
record FileStamp(String identity, long size, FileTime modified) {
  private static final FileStamp ABSENT = new FileStamp("", -1, FileTime.fromMillis(0));

  static FileStamp of(Path file) throws IOException {
    try {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(
          String.valueOf(seen.fileKey()), seen.size(), seen.lastModifiedTime());
    } catch (NoSuchFileException none) {
      return ABSENT;
    }
  }

  boolean absent() {
    return size < 0;
  }
}
