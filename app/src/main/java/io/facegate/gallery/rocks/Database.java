package io.facegate.gallery.rocks;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.gallery.GalleryConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * An open RocksDB with our column families, small in memory, and every write synced. Nobody enters
 * native code once it is closed.
 */
final class Database implements AutoCloseable {
  private static final int OPEN_FILES_MAX = 128;
  private static final long TABLE_BYTES = 16L << 20;
  private static final long WAL_BYTES_MAX = 64L << 20;
  private static final long INFO_LOG_BYTES_MAX = 1L << 20;
  private static final int INFO_LOGS_MAX = 3;
  private static final long BYTES_PER_SYNC = 1L << 20;
  private static final long READ_AHEAD_BYTES = 1L << 20;

  private final Path folder;
  private final Deque<AutoCloseable> natives = new ArrayDeque<>();
  private final Map<Family, ColumnFamilyHandle> handles = new EnumMap<>(Family.class);
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final WriteOptions synced;
  private final ReadOptions verified;
  private final ReadOptions unverified;
  private final RocksDB rocks;
  private boolean closed;

  /** Native work. */
  interface Work<T> {
    T run(RocksDB rocks) throws RocksDBException;
  }

  /** Puts changes in a batch. */
  interface Filling {
    void fill(WriteBatch batch) throws RocksDBException;
  }

  /**
   * Opens the database in a folder, and makes it when it is not there.
   *
   * @throws FaceException STORE_FAILED when it cannot be opened, in words for the operator
   */
  Database(GalleryConfig config) {
    this(config, null);
  }

  /**
   * Opens the database of another process, which may be using it, to read it as it is now.
   *
   * @param scratch a folder for what RocksDB notes down meanwhile
   * @throws FaceException STORE_FAILED when it cannot be opened, in words for the operator
   */
  static Database beside(GalleryConfig config, Path scratch) {
    return new Database(config, scratch);
  }

  private Database(GalleryConfig config, @Nullable Path scratch) {
    RocksDB.loadLibrary();
    this.folder = config.folder();
    try {
      if (scratch == null) {
        Files.createDirectories(folder);
      }
      this.synced = keep(new WriteOptions()).setSync(true);
      this.verified = keep(new ReadOptions()).setVerifyChecksums(true);
      this.unverified = keep(new ReadOptions()).setVerifyChecksums(false);
      List.of(verified, unverified)
          .forEach(o -> o.setFillCache(false).setReadaheadSize(READ_AHEAD_BYTES));
      this.rocks = open(config, scratch);
    } catch (IOException | RocksDBException e) {
      closeNatives();
      throw new FaceException(
          FaceFailure.STORE_FAILED, OpenFailure.explain(folder, e), e);
    }
  }

  private RocksDB open(GalleryConfig config, @Nullable Path scratch) throws RocksDBException {
    Set<String> names = new TreeSet<>();
    if (scratch == null) {
      for (Family family : Family.values()) {
        names.add(family.rocksName());
      }
    }
    if (Files.exists(folder.resolve("CURRENT"))) {
      try (Options options = new Options()) {
        for (byte[] name : RocksDB.listColumnFamilies(options, folder.toString())) {
          names.add(new String(name, StandardCharsets.UTF_8));
        }
      }
    }
    ColumnFamilyOptions familyOptions = familyOptions(config);
    List<ColumnFamilyDescriptor> descriptors =
        names.stream()
            .map(n -> new ColumnFamilyDescriptor(n.getBytes(StandardCharsets.UTF_8), familyOptions))
            .toList();
    List<ColumnFamilyHandle> opened = new ArrayList<>();
    RocksDB database = keep(opened(databaseOptions(config), scratch, descriptors, opened));
    opened.forEach(this::keep);
    for (ColumnFamilyHandle handle : opened) {
      Family.named(new String(handle.getName(), StandardCharsets.UTF_8))
          .ifPresent(family -> handles.put(family, handle));
    }
    return database;
  }

  /* Whoever reads beside the owner keeps all files open, so that he may delete them. */
  private RocksDB opened(
      DBOptions options,
      @Nullable Path scratch,
      List<ColumnFamilyDescriptor> descriptors,
      List<ColumnFamilyHandle> opened)
      throws RocksDBException {
    if (scratch == null) {
      return RocksDB.open(options, folder.toString(), descriptors, opened);
    }
    options.setMaxOpenFiles(-1).setCreateIfMissing(false).setCreateMissingColumnFamilies(false);
    RocksDB beside =
        RocksDB.openAsSecondary(
            options, folder.toString(), scratch.toString(), descriptors, opened);
    beside.tryCatchUpWithPrimary();
    return beside;
  }

  private DBOptions databaseOptions(GalleryConfig config) {
    return keep(new DBOptions())
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setParanoidChecks(true)
        .setMaxOpenFiles(OPEN_FILES_MAX)
        .setMaxBackgroundJobs(2)
        .setDbWriteBufferSize(config.writeBufferBytesMax())
        .setMaxTotalWalSize(WAL_BYTES_MAX)
        .setBytesPerSync(BYTES_PER_SYNC)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setMaxLogFileSize(INFO_LOG_BYTES_MAX)
        .setKeepLogFileNum(INFO_LOGS_MAX);
  }

  /* Embeddings do not compress. */
  private ColumnFamilyOptions familyOptions(GalleryConfig config) {
    LRUCache cache = keep(new LRUCache(config.cacheBytesMax()));
    return keep(new ColumnFamilyOptions())
        .setCompressionType(CompressionType.NO_COMPRESSION)
        .setWriteBufferSize(Math.max(1L << 20, config.writeBufferBytesMax() / 2))
        .setTargetFileSizeBase(TABLE_BYTES)
        .setMaxBytesForLevelBase(4 * TABLE_BYTES)
        .setTableFormatConfig(
            new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true));
  }

  private <T extends AutoCloseable> T keep(T opened) {
    natives.push(opened);
    return opened;
  }

  ColumnFamilyHandle handle(Family family) {
    return Objects.requireNonNull(handles.get(family));
  }

  /** Whether there is such a family; always, but beside another process. */
  boolean has(Family family) {
    return handles.containsKey(family);
  }

  /** How to read in order: with RocksDB's own checksums, or around them. */
  ReadOptions inOrder(boolean checksums) {
    return checksums ? verified : unverified;
  }

  /** Writes a batch and waits for the disk. Batches of several threads share the wait. */
  void write(Filling filling) {
    run(
        rocksdb -> {
          try (WriteBatch batch = new WriteBatch()) {
            filling.fill(batch);
            rocksdb.write(synced, batch);
          }
          return filling;
        });
  }

  /** Does native work, unless the database is closed; fails with STORE_FAILED. */
  <T> T run(Work<T> work) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new FaceException(FaceFailure.STORE_FAILED, "the gallery is closed");
      }
      return work.run(rocks);
    } catch (RocksDBException e) {
      throw new FaceException(FaceFailure.STORE_FAILED, String.valueOf(e.getMessage()), e);
    } finally {
      lock.readLock().unlock();
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        closeNatives();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void closeNatives() {
    while (!natives.isEmpty()) {
      try {
        natives.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("closing " + folder, e);
      }
    }
  }
}
