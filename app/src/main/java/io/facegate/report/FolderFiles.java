package io.facegate.report;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of a folder and of the folders in it, by name. Links are not followed, except that the
 * folder itself may be one.
 *
 * @param root the folder without links on the way
 * @param files in order, relative to the folder
 */
record FolderFiles(Path root, List<Path> files) {
  private static final int DEPTH_MAX = 16;
  private static final int ENTRIES_MAX = 200_000;

  /** Copies the list. */
  FolderFiles {
    files = List.copyOf(files);
  }

  /**
   * Lists a folder.
   *
   * @param taken what names in small letters must match
   * @throws ReportRefusedException when it holds too much of anything
   * @throws IOException when a folder cannot be read
   */
  static FolderFiles list(Path folder, Pattern taken) throws IOException, ReportRefusedException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("%s is no folder".formatted(folder));
    }
    Path root = folder.toRealPath();
    Visitor visitor = new Visitor(root, taken);
    Files.walkFileTree(root, Set.of(), DEPTH_MAX, visitor);
    if (visitor.entries > ENTRIES_MAX) {
      throw new ReportRefusedException(
          "%s holds more than %d files".formatted(folder, ENTRIES_MAX));
    }
    visitor.found.sort(Comparator.comparing(Path::toString));
    return new FolderFiles(root, visitor.found);
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Pattern taken;
    private final List<Path> found = new ArrayList<>();
    private int entries;

    Visitor(Path root, Pattern taken) {
      this.root = root;
      this.taken = taken;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (attributes.isRegularFile() && taken.matcher(name).matches()) {
        found.add(root.relativize(file));
      }
      entries++;
      return entries > ENTRIES_MAX ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
  }
}
