package io.facegate.access;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;

/** Keeps other writers out of a folder, in this process and in others, until it is closed. */
public final class FolderLock implements AutoCloseable {
  private static final Duration WAIT_MAX = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for its turn.
   *
   * @throws KeyStoreException when somebody else keeps it for too long
   */
  public static FolderLock take(Path file) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileChannel channel = FileChannel.open(file, options, AtomicFile.OWNER_ONLY);
    try {
      long end = System.nanoTime() + WAIT_MAX.toNanos();
      while (!locked(channel)) {
        if (System.nanoTime() > end) {
          throw new KeyStoreException("somebody else keeps " + file + " locked");
        }
        Thread.sleep(PAUSE);
      }
      return new FolderLock(channel);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      channel.close();
      throw new KeyStoreException("interrupted while waiting for " + file, interrupted);
    } catch (IOException | KeyStoreException fault) {
      channel.close();
      throw fault;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException mine) {
      return false;
    }
  }
}
