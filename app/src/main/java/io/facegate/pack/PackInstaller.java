package io.facegate.pack;

import io.facegate.inference.ModelTwin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Puts packs into the folder of packs: all files are brought together and checked in a folder
 * beside, on the same disk, and only a whole pack gets its name. One that is replaced waits under
 * that name in another folder until the next has its place, and {@link InstalledPacks} looks there,
 * too: a cut at any time leaves the old or the new one.
 */
public final class PackInstaller {
  private static final String INCOMING = ".incoming";

  private final PacksConfig config;
  private final Consumer<String> steps;

  /** Installs where the configuration says; the caller holds the {@link PackLock}. */
  public PackInstaller(PacksConfig config) {
    this(config, step -> {});
  }

  /** Also tells each step that is done on the disk. */
  PackInstaller(PacksConfig config, Consumer<String> steps) {
    this.config = config;
    this.steps = steps;
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
   * Installs a pack from files that lie anywhere; once all have their size and there is room, they
   * are copied, and checked as copied. A pack of that name is replaced as a whole.
   *
   * @param sources by checksum, where each file lies
   * @throws PackException when a file is not what the catalog says
   */
  public void install(PackContent pack, Map<String, Path> sources)
      throws IOException, PackException {
    for (PackItem item : pack.items()) {
      requireSize(item.file(), source(item, sources));
    }
    Path stage = incoming().resolve(pack.id());
    DurableFiles.delete(stage);
    requireRoom(pack.bytes());
    Files.createDirectories(stage);
    try {
      for (PackItem item : pack.items()) {
        bring(item.file(), source(item, sources), stage);
        steps.accept("brought " + item.file().file());
      }
      DurableFiles.write(
          stage.resolve(InstalledPacks.CATALOG), StrictJson.write(pack.catalog()));
      DurableFiles.sync(stage);
      steps.accept("staged");
      settle(stage, config.folder().resolve(pack.id()));
    } finally {
      DurableFiles.delete(stage);
    }
  }

  private static Path source(PackItem item, Map<String, Path> sources) {
    return Objects.requireNonNull(sources.get(item.file().sha256()));
  }

  private static void requireSize(ModelTwin file, Path source) throws IOException, PackException {
    long bytes = Files.size(source);
    if (bytes != file.bytes()) {
      throw new PackException(PackFault.WRONG_SIZE, source, bytes, file.bytes());
    }
  }

  private static void bring(ModelTwin file, Path source, Path stage)
      throws IOException, PackException {
    Path target = stage.resolve(file.file());
    Path folder = Objects.requireNonNull(target.getParent());
    Files.createDirectories(folder);
    DurableFiles.copy(source, target, file.bytes());
    String sha256 = DurableFiles.sha256(target);
    if (!sha256.equals(file.sha256())) {
      throw new PackException(PackFault.DAMAGED, source, sha256, file.sha256());
    }
    DurableFiles.sync(target);
    DurableFiles.sync(folder);
  }

  private void settle(Path stage, Path target) throws IOException {
    Path waiting = Files.createDirectories(config.folder().resolve(InstalledPacks.OUTGOING));
    Path old = waiting.resolve(target.getFileName());
    if (Files.exists(target)) {
      /* One that waits beside it is left of a cut after its end. */
      DurableFiles.delete(old);
      steps.accept("old one's place free");
      move(target, old);
      steps.accept("old one out");
    }
    try {
      move(stage, target);
    } catch (IOException refused) {
      if (Files.exists(old) && !Files.exists(target)) {
        move(old, target);
      }
      throw refused;
    }
    steps.accept("new one in");
    DurableFiles.delete(old);
    steps.accept("old one gone");
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.sync(Objects.requireNonNull(to.getParent()));
    DurableFiles.sync(Objects.requireNonNull(from.getParent()));
  }
}
