package io.facegate.gallery.rocks;

import io.facegate.face.FaceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Takes back the space of deleted groups, one after another, behind those who use the gallery. A
 * mark in the store stays until it is done, so that a restart goes on with it.
 */
final class Reclaimer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Reclaimer.class.getName());
  private static final String PREFIX = "orphan/";
  private static final List<Family> FAMILIES =
      List.of(Family.MEMBERS, Family.FACES, Family.CROPS, Family.RENEWALS);

  private final Database database;
  private final MetaTable meta;
  private final CompactRangeOptions compaction =
      new CompactRangeOptions().setExclusiveManualCompaction(false);
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("gallery-reclaim").daemon().factory());

  Reclaimer(Database database, MetaTable meta) {
    this.database = database;
    this.meta = meta;
  }

  /** Goes on with what an earlier process left. */
  void resume() {
    meta.startingWith(PREFIX).keySet().forEach(name -> reclaim(Long.parseLong(name)));
  }

  /** Adds the mark of a deleted group to the batch that deletes it. */
  void mark(WriteBatch batch, long generation) throws RocksDBException {
    meta.put(batch, PREFIX + generation, new byte[0]);
  }

  /** Begins to take back the space of a deleted group. */
  void reclaim(long generation) {
    try {
      worker.execute(() -> run(generation));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "the space of group {0} is taken back at the next start", generation);
    }
  }

  private void run(long generation) {
    byte[] from = Keys.of(generation);
    byte[] to = Keys.of(generation + 1);
    try {
      for (Family family : FAMILIES) {
        deleteRange(database.handle(family), from, to);
      }
      for (Family family : FAMILIES) {
        compact(database.handle(family), from, to);
      }
      database.write(batch -> meta.delete(batch, PREFIX + generation));
      flush();
    } catch (FaceException e) {
      LOG.log(
          worker.isShutdown() ? Level.DEBUG : Level.WARNING,
          "the space of deleted group {0} is taken back at the next start: {1}",
          generation,
          e.getMessage());
    }
  }

  /* Whole files go at once; the range mark takes the rest when tables are next merged. */
  private void deleteRange(ColumnFamilyHandle family, byte[] from, byte[] to) {
    database.run(
        rocks -> {
          rocks.deleteFilesInRanges(family, List.of(from, to), false);
          return family;
        });
    database.write(batch -> batch.deleteRange(family, from, to));
  }

  private void compact(ColumnFamilyHandle family, byte[] from, byte[] to) {
    database.run(
        rocks -> {
          rocks.compactRange(family, from, to, compaction);
          return family;
        });
  }

  /* The log keeps deleted faces until all that came with them is in tables. */
  private void flush() {
    List<ColumnFamilyHandle> all = new ArrayList<>();
    for (Family family : Family.values()) {
      all.add(database.handle(family));
    }
    try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
      database.run(
          rocks -> {
            rocks.flush(options, all);
            return all;
          });
    }
  }

  @Override
  public synchronized void close() {
    if (worker.isShutdown()) {
      return;
    }
    compaction.setCanceled(true);
    worker.shutdownNow();
    worker.close();
    compaction.close();
  }
}
