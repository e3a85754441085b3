package io.facegate.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The outbox on RocksDB: one small database in a folder of its own. */
final class RocksOutbox implements OutboxStore {
  /*
   * Keys: 'e' and the sequence number, big-endian, so that they sort; 's' holds the highest
   * number given away, written in the same batch as the record that took it.
   */
  private static final byte EVENT = 'e';
  private static final byte[] SEQUENCE = {'s'};
  private static final byte[] VERSION = {'v'};
  private static final byte[] VERSION_VALUE = {1};
  private static final long MEMTABLE_BYTES = 4L << 20;
  private static final long LOG_BYTES_MAX = 32L << 20;

  private final Options options;
  private final RocksDB database;
  private final WriteOptions durable = new WriteOptions().setSync(true);
  private final WriteOptions lazy = new WriteOptions().setSync(false);
  /* A read that meets a closed database would crash the process. */
  private final ReadWriteLock open = new ReentrantReadWriteLock();
  private boolean closed;

  private RocksOutbox(Options options, RocksDB database) {
    this.options = options;
    this.database = database;
  }

  /**
   * Opens a folder, made when missing.
   *
   * @throws IOException when it cannot be opened, or a newer version wrote it
   */
  static RocksOutbox open(Path folder) throws IOException {
    RocksDB.loadLibrary();
    Files.createDirectories(folder);
    Options options =
        new Options()
            .setCreateIfMissing(true)
            .setWriteBufferSize(MEMTABLE_BYTES)
            .setMaxTotalWalSize(LOG_BYTES_MAX)
            .setCompressionType(CompressionType.NO_COMPRESSION)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setKeepLogFileNum(2)
            .setStatsDumpPeriodSec(0)
            .setMaxOpenFiles(64);
    try {
      RocksOutbox outbox = new RocksOutbox(options, RocksDB.open(options, folder.toString()));
      outbox.checkVersion();
      return outbox;
    } catch (RocksDBException e) {
      options.close();
      throw new IOException("the outbox in " + folder + " does not open: " + e.getMessage(), e);
    }
  }

  private void checkVersion() throws RocksDBException, IOException {
    byte[] found = database.get(VERSION);
    if (found == null) {
      database.put(durable, VERSION, VERSION_VALUE);
    } else if (found.length != 1 || found[0] != VERSION_VALUE[0]) {
      close();
      throw new IOException("a newer version of the program wrote this outbox");
    }
  }

  @Override
  public void write(SortedMap<Long, byte[]> added, List<Long> removed, long sequence)
      throws IOException {
    try (WriteBatch batch = new WriteBatch()) {
      for (Map.Entry<Long, byte[]> entry : added.entrySet()) {
        batch.put(key(entry.getKey()), entry.getValue());
      }
      for (long number : removed) {
        batch.delete(key(number));
      }
      batch.put(SEQUENCE, ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
      database.write(added.isEmpty() ? lazy : durable, batch);
    } catch (RocksDBException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public Optional<byte[]> read(long sequence) throws IOException {
    open.readLock().lock();
    try {
      if (closed) {
        return Optional.empty();
      }
      return Optional.ofNullable(database.get(key(sequence)));
    } catch (RocksDBException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      open.readLock().unlock();
    }
  }

  @Override
  public long sequence() throws IOException {
    try {
      byte[] value = database.get(SEQUENCE);
      return value == null ? 0 : ByteBuffer.wrap(value).getLong();
    } catch (RocksDBException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void scan(Visitor visitor) throws IOException {
    try (ReadOptions reading = new ReadOptions().setFillCache(false);
        RocksIterator cursor = database.newIterator(reading)) {
      for (cursor.seek(key(0)); cursor.isValid(); cursor.next()) {
        byte[] key = cursor.key();
        if (key.length != 1 + Long.BYTES || key[0] != EVENT) {
          break;
        }
        visitor.visit(ByteBuffer.wrap(key, 1, Long.BYTES).getLong(), cursor.value());
      }
      cursor.status();
    } catch (RocksDBException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    open.writeLock().lock();
    try {
      closed = true;
      durable.close();
      lazy.close();
      database.close();
      options.close();
    } finally {
      open.writeLock().unlock();
    }
  }

  private static byte[] key(long sequence) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(EVENT).putLong(sequence).array();
  }
}
