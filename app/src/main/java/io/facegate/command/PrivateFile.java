package io.facegate.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that only its owner may read, for it tells whose face is whose. It has its name once it is
 * whole; until then it has another, and goes with the command that fails.
 */
final class PrivateFile implements AutoCloseable {
  private final Path file;
  private final Path partial;
  private final OutputStream out;

  private PrivateFile(Path file, Path partial, OutputStream out) {
    this.file = file;
    this.partial = partial;
    this.out = out;
  }

  /** Begins one; what a command that was killed has left of it goes. */
  static PrivateFile create(Path file) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.deleteIfExists(partial);
    Files.createFile(
        partial,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    partial.toFile().deleteOnExit();
    return new PrivateFile(
        file,
        partial,
        new BufferedOutputStream(Files.newOutputStream(partial, StandardOpenOption.WRITE)));
  }

  /** What is written goes there. */
  OutputStream out() {
    return out;
  }

  /** It is whole, and gets its name once the disk has it. */
  void finish() throws IOException {
    out.close();
    Folders.sync(partial);
    Files.move(
        partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Folders.syncEntry(file);
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
