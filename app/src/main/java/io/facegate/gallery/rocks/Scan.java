package io.facegate.gallery.rocks;

import java.util.Arrays;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;

/**
 * Reads a column family in order. Where RocksDB's checksum of a block is wrong, it goes on without
 * those, and leaves it to the records' own checksums what can be trusted.
 */
final class Scan implements AutoCloseable {
  private final RocksDB rocks;
  private final Database database;
  private final Family family;
  private final Quarantine quarantine;
  private RocksIterator entries;
  private boolean checksums = true;
  private byte[] reached = new byte[0];

  Scan(RocksDB rocks, Database database, Family family, Quarantine quarantine) {
    this.rocks = rocks;
    this.database = database;
    this.family = family;
    this.quarantine = quarantine;
    this.entries = rocks.newIterator(database.handle(family), database.inOrder(true));
  }

  /** Goes to the first key that is not before this one. */
  void seek(byte[] key) throws RocksDBException {
    reached = key;
    entries.seek(key);
    settle();
  }

  /** Goes to the next key. */
  void next() throws RocksDBException {
    reached = Arrays.copyOf(key(), key().length + 1);
    entries.next();
    settle();
  }

  /** Whether there is an entry here. */
  boolean valid() {
    return entries.isValid();
  }

  /** Whether there is an entry here whose key has so many ids, the first of them this one. */
  boolean validWithin(long firstId, int ids) {
    return valid() && key().length == ids * Long.BYTES && Keys.id(key(), 0) == firstId;
  }

  byte[] key() {
    return entries.key();
  }

  byte[] value() {
    return entries.value();
  }

  private void settle() throws RocksDBException {
    while (!entries.isValid()) {
      try {
        entries.status();
        return;
      } catch (RocksDBException e) {
        if (e.getStatus() == null || e.getStatus().getCode() != Status.Code.Corruption) {
          throw e;
        }
        quarantine.add(family, reached, "from here on: " + e.getMessage());
        if (!checksums) {
          return;
        }
        checksums = false;
        entries.close();
        entries = rocks.newIterator(database.handle(family), database.inOrder(false));
        entries.seek(reached);
      }
    }
  }

  @Override
  public void close() {
    entries.close();
  }
}
