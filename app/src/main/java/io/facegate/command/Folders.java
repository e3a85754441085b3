package io.facegate.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Folders as wholes. Links in them are never followed. */
final class Folders {
  private Folders() {}

  /** Deletes a folder with all it holds, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path file : all(folder).reversed()) {
      Files.delete(file);
    }
  }

  /** Waits until all of a folder is on the disk. */
  static void sync(Path folder) throws IOException {
    for (Path file : all(folder).reversed()) {
      force(file);
    }
  }

  /** Waits until it is on the disk that a file or folder has its name. */
  static void syncEntry(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      force(parent);
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static List<Path> all(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return new ArrayList<>(files.toList());
    }
  }
}
