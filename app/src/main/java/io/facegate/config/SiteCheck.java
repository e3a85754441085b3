package io.facegate.config;

import io.facegate.inference.ModelRefusedException;
import io.facegate.pack.InstalledPacks;
import io.facegate.pack.ModelPack;
import io.facegate.pack.PacksConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks whether the machine has what a configuration names: files, folders, a catalog of models,
 * ports. It changes nothing.
 */
final class SiteCheck {
  private static final String ANY_ADDRESS = "0.0.0.0";

  private final ConfigProblems problems;
  private final Path configFile;

  /**
   * A port that is to be listened on.
   *
   * @param line where it is given; 0 when nowhere in the file
   */
  record ListeningPort(int line, String key, String address, int port) {
    boolean clashes(ListeningPort other) {
      boolean sameAddress =
          address.equals(other.address)
              || address.equals(ANY_ADDRESS)
              || other.address.equals(ANY_ADDRESS);
      return port > 0 && port == other.port && sameAddress;
    }
  }

  SiteCheck(ConfigProblems problems, Path configFile) {
    this.problems = problems;
    this.configFile = configFile;
  }

  /** Looks at each file and folder. */
  void files(List<NamedFile> files) {
    for (NamedFile file : files) {
      if (problems.of(file.key(), file.line())) {
        continue;
      }
      switch (file.kind()) {
        case SECRET -> secret(file);
        case PUBLIC -> readable(file);
        case MASTER_KEY -> masterKey(file);
        case INSIDE -> inside(file);
        case WRITTEN_FOLDER -> written(file);
        case READ_FOLDER -> read(file);
        case MODELS -> models(file);
      }
    }
  }

  private void secret(NamedFile file) {
    if (readable(file) && openToOthers(file.path())) {
      problems.warn(
          file.line(), file.key(),
          "names a secret that everybody on this machine may read:"
              + " give it the group of the service, and chmod 640 "
              + file.path());
    }
  }

  private boolean readable(NamedFile file) {
    if (!Files.exists(file.path())) {
      lack(file, "names a file that does not exist: " + file.path());
    } else if (Files.isDirectory(file.path())) {
      lack(file, "names a folder, not a file: " + file.path());
    } else if (!Files.isReadable(file.path())) {
      String user = System.getProperty("user.name");
      lack(file, "names a file that %s may not read: %s".formatted(user, file.path()));
    } else {
      return true;
    }
    return false;
  }

  private void masterKey(NamedFile file) {
    if (Files.exists(file.path()) && readable(file) && openToAnyButOwner(file.path())) {
      lack(file, "names a file that others than its owner may use: chmod 600 " + file.path());
    }
  }

  private void inside(NamedFile file) {
    if (openToOthers(configFile)) {
      problems.warn(
          file.line(), file.key(),
          "stands in a file that everybody on this machine may read: put it into a file of its own"
              + " and name that by %sFile, or chmod 640 %s".formatted(file.key(), configFile));
    }
  }

  private void written(NamedFile file) {
    Path folder = file.path().toAbsolutePath().normalize();
    Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing)) {
      lack(file, "cannot be a folder, for %s is not one".formatted(existing));
    } else if (!Files.isWritable(existing)) {
      String what = existing.equals(folder) ? "cannot be written: " : "cannot be made: ";
      lack(file, what + folder);
    }
  }

  private void read(NamedFile file) {
    if (!Files.isDirectory(file.path())) {
      lack(file, "names a folder that does not exist: " + file.path());
    } else if (!Files.isReadable(file.path())) {
      lack(file, "names a folder that cannot be read: " + file.path());
    }
  }

  private void models(NamedFile file) {
    read(file);
    if (problems.of(file.key(), file.line())) {
      return;
    }
    try {
      ModelPack.of(file.path());
    } catch (IllegalArgumentException | UncheckedIOException e) {
      lack(file, "names a folder whose catalog cannot be used: " + e.getMessage());
    }
  }

  /** Looks whether the packs of models that were taken into use are there. */
  void packs(PacksConfig packs) {
    if (packs.fixed().isEmpty()) {
      try {
        InstalledPacks.open(packs).catalogInUse();
      } catch (ModelRefusedException wrong) {
        problems.lack(0, "models", String.valueOf(wrong.getMessage()));
      }
    }
  }

  /** Looks whether ports get in each other's way, and whether this process may have them. */
  void ports(List<ListeningPort> ports) {
    for (int i = 0; i < ports.size(); i++) {
      ListeningPort port = ports.get(i);
      for (ListeningPort other : ports.subList(0, i)) {
        if (port.clashes(other)) {
          problems.add(
              port.line(), port.key(), "is %d, as %s is".formatted(port.port(), other.key()));
        }
      }
      if (port.port() > 0 && !LowPorts.allow(port.port())) {
        problems.warn(
            port.line(), port.key(),
            "is %d, which needs a right that whoever runs this check lacks; ".formatted(port.port())
                + "systemd/ports-80-443.conf gives it to the service");
      }
    }
  }

  private void lack(NamedFile file, String text) {
    problems.lack(file.line(), file.key(), text);
  }

  private static boolean openToOthers(Path file) {
    return has(file, Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE));
  }

  private static boolean openToAnyButOwner(Path file) {
    return openToOthers(file)
        || has(file, Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE));
  }

  private static boolean has(Path file, Set<PosixFilePermission> any) {
    return permissions(file).filter(held -> held.stream().anyMatch(any::contains)).isPresent();
  }

  /* A file system without such permissions has nothing to complain of. */
  private static Optional<Set<PosixFilePermission>> permissions(Path file) {
    try {
      return Optional.of(Files.getPosixFilePermissions(file));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
