package io.facegate.gallery.rocks;

import io.facegate.face.FaceCrop;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The crops, each under the key of its face or saved face. The first one makes the store one of
 * the newest schema.
 */
final class CropTable {
  private static final byte[] FIRST = new byte[0];

  /* Beyond all ids: those are never negative. */
  private static final byte[] END = Keys.of(-1);

  private final Database database;
  private final MetaTable meta;
  private final Quarantine quarantine;
  private volatile boolean used;

  CropTable(Database database, MetaTable meta, Quarantine quarantine) {
    this.database = database;
    this.meta = meta;
    this.quarantine = quarantine;
    this.used = Schema.of(meta) >= Schema.VERSION;
  }

  /** Adds a crop to a batch, if there is one; else whatever was under the key goes. */
  void put(WriteBatch batch, byte[] key, @Nullable FaceCrop crop) throws RocksDBException {
    if (crop == null) {
      delete(batch, key);
      return;
    }
    use();
    batch.put(database.handle(Family.CROPS), key, CropCodec.encode(key, crop));
  }

  /** Makes the store one that keeps crops and renewals, before the first of them is written. */
  synchronized void use() {
    if (!used) {
      Schema.mark(meta);
      used = true;
    }
  }

  /** Whether there may be crops at all. */
  boolean isUsed() {
    return used;
  }

  void delete(WriteBatch batch, byte[] key) throws RocksDBException {
    if (used) {
      batch.delete(database.handle(Family.CROPS), key);
    }
  }

  /** The crop of a face, unless there is none or it cannot be trusted. */
  Optional<FaceCrop> get(byte[] key) {
    if (!used) {
      return Optional.empty();
    }
    byte[] value = database.run(rocks -> rocks.get(database.handle(Family.CROPS), key));
    return value == null ? Optional.empty() : decoded(key, value);
  }

  /** A crop from its bytes, unless it cannot be trusted. */
  Optional<FaceCrop> decoded(byte[] key, byte[] value) {
    try {
      return Optional.of(CropCodec.decode(key, value));
    } catch (CorruptRecordException e) {
      quarantine.add(Family.CROPS, key, e.reason());
      return Optional.empty();
    }
  }

  /** Deletes all crops, and gives the room they took back to the disk. */
  void clear() {
    if (!used || isEmpty()) {
      return;
    }
    ColumnFamilyHandle family = database.handle(Family.CROPS);
    database.write(batch -> batch.deleteRange(family, FIRST, END));
    try (FlushOptions options = new FlushOptions().setWaitForFlush(true);
        CompactRangeOptions whole = new CompactRangeOptions()) {
      database.run(
          rocks -> {
            rocks.flush(options, family);
            rocks.compactRange(family, FIRST, END, whole);
            return family;
          });
    }
  }

  private boolean isEmpty() {
    return database.run(
        rocks -> {
          try (RocksIterator entry = rocks.newIterator(database.handle(Family.CROPS))) {
            entry.seekToFirst();
            return !entry.isValid();
          }
        });
  }
}
