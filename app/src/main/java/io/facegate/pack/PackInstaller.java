package io.facegate.pack;

import io.facegate.inference.ModelTwin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;

/**
 * Puts packs into the folder of packs: all files are brought together and checked in a folder
 * beside, on the same disk, and only a whole pack gets its name.
 */
public final class PackInstaller {
  private static final String INCOMING = ".incoming";

  private final PacksConfig config;

  /** Installs where the configuration says; the caller holds the {@link PackLock}. */
  public PackInstaller(PacksConfig config) {
    this.config = config;
  }

  /** Where files wait that are not yet complete. */
  public Path incoming() throws IOException {
    return Files.createDirectories(config.folder().resolve(INCOMING));
  }

  /**
   * Looks whether a pack fits onto the disk.
   *
   * @param bytes still to be written
   */
  public void requireRoom(long bytes) throws IOException, PackException {
    Path folder = incoming();
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < bytes) {
      throw new PackException(PackFault.NO_ROOM, bytes, folder, free);
    }
  }

  /**
   * Installs a pack from files that lie anywhere; they are copied, and checked as copied. A pack of
   * that name is replaced: file by file, each at once, the catalog last.
   *
   * @param sources by checksum, where each file lies
   * @throws PackException when a file is not what the catalog says
   */
  public void install(PackContent pack, Map<String, Path> sources)
      throws IOException, PackException {
    Path stage = incoming().resolve(pack.id());
    DurableFiles.delete(stage);
    Files.createDirectories(stage);
    try {
      for (PackItem item : pack.items()) {
        bring(item.file(), Objects.requireNonNull(sources.get(item.file().sha256())), stage);
      }
      DurableFiles.write(
          stage.resolve(InstalledPacks.CATALOG), StrictJson.write(pack.catalog()));
      DurableFiles.sync(stage);
      settle(pack, stage, config.folder().resolve(pack.id()));
      DurableFiles.sync(config.folder());
    } finally {
      DurableFiles.delete(stage);
    }
  }

  private static void bring(ModelTwin file, Path source, Path stage)
      throws IOException, PackException {
    Path target = stage.resolve(file.file());
    Path folder = Objects.requireNonNull(target.getParent());
    Files.createDirectories(folder);
    Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    String sha256 = DurableFiles.sha256(target);
    if (!sha256.equals(file.sha256())) {
      throw new PackException(PackFault.DAMAGED, source, sha256, file.sha256());
    }
    DurableFiles.sync(target);
    DurableFiles.sync(folder);
  }

  private static void settle(PackContent pack, Path stage, Path target) throws IOException {
    if (!Files.exists(target)) {
      Files.move(stage, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    for (PackItem item : pack.items()) {
      replace(stage, target, item.file().file());
    }
    replace(stage, target, InstalledPacks.CATALOG);
    DurableFiles.sync(target);
  }

  private static void replace(Path stage, Path target, String name) throws IOException {
    Path file = target.resolve(name);
    Path folder = Objects.requireNonNull(file.getParent());
    Files.createDirectories(folder);
    Files.move(
        stage.resolve(name),
        file,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    DurableFiles.sync(folder);
  }
}
