package io.facegate.report;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The pictures of a folder and of the folders in it, by name. Links are not followed, except that
 * the folder itself may be one.
 */
public final class PictureFolder {
  private static final Pattern PICTURE = Pattern.compile(".*\\.(jpe?g|png|bmp)");
  private static final int DEPTH_MAX = 16;
  private static final int ENTRIES_MAX = 200_000;

  private final Path root;
  private final List<Path> pictures;

  private PictureFolder(Path root, List<Path> pictures) {
    this.root = root;
    this.pictures = List.copyOf(pictures);
  }

  /**
   * Lists a folder.
   *
   * @throws ReportRefusedException when it holds no pictures, or too much of anything
   * @throws IOException when a folder cannot be read
   */
  public static PictureFolder list(Path folder) throws IOException, ReportRefusedException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("%s is no folder".formatted(folder));
    }
    Path root = folder.toRealPath();
    Visitor visitor = new Visitor(root);
    Files.walkFileTree(root, Set.of(), DEPTH_MAX, visitor);
    if (visitor.entries > ENTRIES_MAX) {
      throw new ReportRefusedException(
          "%s holds more than %d files".formatted(folder, ENTRIES_MAX));
    }
    if (visitor.found.isEmpty()) {
      throw new ReportRefusedException("%s holds no jpg, png or bmp".formatted(folder));
    }
    visitor.found.sort((a, b) -> a.toString().compareTo(b.toString()));
    return new PictureFolder(root, visitor.found);
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Path> found = new ArrayList<>();
    private int entries;

    Visitor(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (attributes.isRegularFile() && PICTURE.matcher(name).matches()) {
        found.add(root.relativize(file));
      }
      entries++;
      return entries > ENTRIES_MAX ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
  }

  /** The folder without links on the way. */
  Path root() {
    return root;
  }

  /** The pictures in order, relative to the folder. */
  List<Path> pictures() {
    return pictures;
  }
}
