package io.facegate.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers signatures that count only once, also over a restart and a power cut: as long as their
 * stamp would still be accepted. A file of 28-byte records, 8 of stamp and 20 of MAC, that is
 * rewritten now and then.
 */
public final class UsedSignatures implements AutoCloseable {
  static final int ENTRIES_MAX = 100_000;

  private static final long WINDOW_SECONDS = Duration.ofMinutes(10).toSeconds();
  private static final int MAC_BYTES = 20;
  private static final int RECORD_BYTES = Long.BYTES + MAC_BYTES;

  private final Path file;
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<Long, Set<ByteBuffer>> macsByStamp = new TreeMap<>();
  private FileChannel channel;
  private boolean channelFailed;
  private int entries;
  private int recordsInFile;

  private UsedSignatures(Path file, long now) throws IOException {
    this.file = file;
    load(now);
    this.channel = rewritten();
  }

  /**
   * Opens the memory in the data folder.
   *
   * @throws KeyStoreException when it cannot be read or written
   */
  public static UsedSignatures open(Path folder, InstantSource clock) {
    Path file = folder.resolve("used-signatures");
    try {
      Files.createDirectories(folder);
      return new UsedSignatures(file, clock.instant().getEpochSecond());
    } catch (IOException fault) {
      throw new KeyStoreException("cannot use " + file, fault);
    }
  }

  /**
   * Uses a signature up, for good once it returns.
   *
   * @param mac of 20 bytes
   * @param stamp when it was made, in unix seconds
   * @return what keeps it from being used; empty when nothing does
   * @throws KeyStoreException when the use cannot be kept in mind
   */
  Optional<YoutuFault> use(byte[] mac, long stamp, long now) {
    if (Math.abs(stamp - now) > WINDOW_SECONDS) {
      return Optional.of(YoutuFault.EXPIRED);
    }
    FileChannel written;
    lock.lock();
    try {
      forgetBefore(now - WINDOW_SECONDS);
      Set<ByteBuffer> macs = macsByStamp.getOrDefault(stamp, Set.of());
      if (macs.contains(ByteBuffer.wrap(mac))) {
        return Optional.of(YoutuFault.REPLAYED);
      }
      if (entries >= ENTRIES_MAX) {
        return Optional.of(YoutuFault.TOO_OFTEN);
      }
      keep(mac, stamp);
      written = channel;
    } catch (IOException fault) {
      channelFailed = true;
      throw new KeyStoreException("cannot write " + file, fault);
    } finally {
      lock.unlock();
    }
    force(written);
    return Optional.empty();
  }

  /* Not under the lock, so that those who wait for the disk share its flushes. */
  private void force(FileChannel written) {
    try {
      written.force(false);
    } catch (IOException fault) {
      lock.lock();
      try {
        /* What was written to a file since replaced is in its successor, and durable there. */
        if (written == channel) {
          channelFailed = true;
          throw new KeyStoreException("cannot write " + file, fault);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      channel.close();
    } catch (IOException fault) {
      throw new KeyStoreException("cannot close " + file, fault);
    } finally {
      lock.unlock();
    }
  }

  /* After a failure the file may end within a record, and what follows would be misread. */
  private void keep(byte[] mac, long stamp) throws IOException {
    if (channelFailed) {
      channel.close();
      channel = rewritten();
      channelFailed = false;
    }
    write(channel, ByteBuffer.allocate(RECORD_BYTES).putLong(stamp).put(mac).flip());
    recordsInFile++;
    remember(mac, stamp);
    if (recordsInFile > 2 * ENTRIES_MAX) {
      channel.close();
      channel = rewritten();
    }
  }

  private void remember(byte[] mac, long stamp) {
    if (macsByStamp.computeIfAbsent(stamp, absent -> new HashSet<>()).add(ByteBuffer.wrap(mac))) {
      entries++;
    }
  }

  private void forgetBefore(long stamp) {
    Map<Long, Set<ByteBuffer>> old = macsByStamp.headMap(stamp);
    entries -= old.values().stream().mapToInt(Set::size).sum();
    old.clear();
  }

  /* A torn record at the end belongs to a use that was never granted. Stamps ahead of the clock
  stay: after a power cut it may be behind until somebody tells it the time. */
  private void load(long now) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    if (Files.size(file) > 3L * ENTRIES_MAX * RECORD_BYTES) {
      throw new KeyStoreException(file + " is damaged: too large");
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    while (bytes.remaining() >= RECORD_BYTES && entries < ENTRIES_MAX) {
      long stamp = bytes.getLong();
      byte[] mac = new byte[MAC_BYTES];
      bytes.get(mac);
      if (stamp >= now - WINDOW_SECONDS) {
        remember(mac, stamp);
      }
    }
  }

  private FileChannel rewritten() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(entries * RECORD_BYTES);
    macsByStamp.forEach(
        (stamp, macs) -> macs.forEach(mac -> bytes.putLong(stamp).put(mac.duplicate())));
    AtomicFile.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
    recordsInFile = entries;
    return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
