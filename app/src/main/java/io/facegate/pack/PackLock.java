package io.facegate.pack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps other commands from changing the packs until it is closed; the service only reads. */
public final class PackLock implements AutoCloseable {
  private static final String FILE = ".lock";

  private final FileChannel channel;

  private PackLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder of packs, which is made where there is none.
   *
   * @throws PackException when another command has it
   */
  public static PackLock take(PacksConfig config) throws IOException, PackException {
    Files.createDirectories(config.folder());
    FileChannel channel =
        FileChannel.open(
            config.folder().resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      channel.close();
      throw new PackException(PackFault.BUSY, config.folder());
    }
    return new PackLock(channel);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException mine) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
