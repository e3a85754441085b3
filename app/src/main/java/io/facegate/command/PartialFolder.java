package io.facegate.command;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder in the making, beside where it is to be. A mark in it tells what a command that was
 * killed has left, which the next one deletes, from what is somebody else's, which nobody deletes.
 */
final class PartialFolder {
  static final String ENDING = ".partial";
  static final String MARK = ".facegate-partial";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private PartialFolder() {}

  /** Something that is in the way, and none of ours. */
  static final class NotOursException extends FileSystemException {
    private static final long serialVersionUID = 1;

    private NotOursException(Path file) {
      super(file.toString());
    }
  }

  /**
   * Makes an empty one, in place of what an earlier command left.
   *
   * @param target what it is to become
   * @throws NotOursException when something else has its name
   */
  static Path of(Path target) throws IOException {
    Path partial = target.resolveSibling(target.getFileName() + ENDING);
    if (Files.exists(partial, LinkOption.NOFOLLOW_LINKS)) {
      if (!isOurs(partial)) {
        throw new NotOursException(partial);
      }
      Folders.delete(partial);
    }
    Files.createDirectories(partial.toAbsolutePath().getParent());
    Files.createDirectory(partial, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.createFile(partial.resolve(MARK));
    return partial;
  }

  /* An empty one is what a command left that was killed before it could mark it. */
  private static boolean isOurs(Path partial) throws IOException {
    if (!Files.isDirectory(partial, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> files = Files.list(partial)) {
      return Files.isRegularFile(partial.resolve(MARK), LinkOption.NOFOLLOW_LINKS)
          || files.findAny().isEmpty();
    }
  }

  /** Gives a folder that is complete, and on the disk, its name, which nothing may have. */
  static void finish(Path partial, Path target) throws IOException {
    Files.delete(partial.resolve(MARK));
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    Folders.syncEntry(target);
  }
}
