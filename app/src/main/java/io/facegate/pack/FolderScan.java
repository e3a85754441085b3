package io.facegate.pack;

import io.facegate.inference.ModelTwin;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of all known packs lies in a folder, found by checksum, whatever the files are called. Only
 * files whose size fits are read.
 */
public final class FolderScan {
  private static final int DEPTH_MAX = 8;
  private static final int FILES_MAX = 20_000;

  private final Map<Long, Set<String>> wanted = new HashMap<>();
  private final Map<String, ModelTwin> names = new HashMap<>();
  private final Map<String, Path> found = new HashMap<>();
  private final List<Damaged> damaged = new ArrayList<>();
  private final List<Path> unknown = new ArrayList<>();
  private int files;

  /**
   * A file that is named like one of a pack, and is another.
   *
   * @param path where it lies
   * @param expected what the catalog says of that name
   */
  public record Damaged(Path path, ModelTwin expected) {}

  private FolderScan(Collection<PackContent> packs) {
    for (PackContent pack : packs) {
      for (PackItem item : pack.items()) {
        ModelTwin file = item.file();
        wanted.computeIfAbsent(file.bytes(), size -> new HashSet<>()).add(file.sha256());
        names.put(simple(file.file()), file);
      }
    }
  }

  /**
   * Looks through a folder and the folders in it.
   *
   * @throws IOException when it cannot be read, or is no folder of models
   */
  public static FolderScan of(Path folder, Collection<PackContent> packs) throws IOException {
    FolderScan scan = new FolderScan(packs);
    Files.walkFileTree(
        folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH_MAX, scan.new Visitor());
    return scan;
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
        throws IOException {
      if (++files > FILES_MAX) {
        throw new IOException("there are more than %d files".formatted(FILES_MAX));
      }
      if (attributes.isRegularFile()) {
        look(file, attributes.size());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) throws IOException {
      if (files == 0) {
        throw unreadable;
      }
      unknown.add(file);
      return FileVisitResult.CONTINUE;
    }
  }

  private void look(Path file, long size) throws IOException {
    Set<String> candidates = wanted.getOrDefault(size, Set.of());
    if (!candidates.isEmpty()) {
      String sha256 = DurableFiles.sha256(file);
      if (candidates.contains(sha256)) {
        found.putIfAbsent(sha256, file);
        return;
      }
    }
    String name = simple(String.valueOf(file.getFileName()));
    ModelTwin expected = names.get(name);
    if (expected != null) {
      damaged.add(new Damaged(file, expected));
    } else if (name.matches(".*\\.(onnx|xml|bin)")) {
      unknown.add(file);
    }
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Where each file that was found lies, by checksum. */
  public Map<String, Path> found() {
    return Map.copyOf(found);
  }

  /** Files named like one of a pack that are another, though theirs may be found elsewhere. */
  public List<Damaged> damaged() {
    return List.copyOf(damaged);
  }

  /** Model files that no pack holds. */
  public List<Path> unknown() {
    return List.copyOf(unknown);
  }

  /** The files of a pack that are not there. */
  public List<ModelTwin> missing(PackContent pack) {
    return pack.items().stream()
        .map(PackItem::file)
        .filter(file -> !found.containsKey(file.sha256()))
        .toList();
  }

  /** Whether any file of a pack is there. */
  public boolean hasAnyOf(PackContent pack) {
    return missing(pack).size() < pack.items().size();
  }
}
