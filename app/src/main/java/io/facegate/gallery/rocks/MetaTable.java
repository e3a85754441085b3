package io.facegate.gallery.rocks;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/** What the store keeps about itself: few small entries, without which it cannot be read. */
final class MetaTable {
  private final Database database;

  MetaTable(Database database) {
    this.database = database;
  }

  /** The entry of a name. Fails with STORE_FAILED when it cannot be trusted. */
  Optional<ByteBuffer> get(String name) {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    byte[] value = database.run(rocks -> rocks.get(database.handle(Family.DEFAULT), key));
    return value == null ? Optional.empty() : Optional.of(open(key, value));
  }

  /** The entries whose names begin so, by what follows, in order. */
  Map<String, ByteBuffer> startingWith(String prefix) {
    return database.run(
        rocks -> {
          Map<String, ByteBuffer> entries = new LinkedHashMap<>();
          try (RocksIterator entry = rocks.newIterator(database.handle(Family.DEFAULT))) {
            entry.seek(prefix.getBytes(StandardCharsets.UTF_8));
            while (entry.isValid()) {
              String name = new String(entry.key(), StandardCharsets.UTF_8);
              if (!name.startsWith(prefix)) {
                break;
              }
              entries.put(name.substring(prefix.length()), open(entry.key(), entry.value()));
              entry.next();
            }
            entry.status();
          }
          return entries;
        });
  }

  /** Writes an entry and waits for the disk. */
  void put(String name, byte[] body) {
    database.write(batch -> put(batch, name, body));
  }

  /** Adds an entry to a batch. */
  void put(WriteBatch batch, String name, byte[] body) throws RocksDBException {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    batch.put(database.handle(Family.DEFAULT), key, Envelope.seal(key, body));
  }

  /** Adds the removal of an entry to a batch. */
  void delete(WriteBatch batch, String name) throws RocksDBException {
    batch.delete(database.handle(Family.DEFAULT), name.getBytes(StandardCharsets.UTF_8));
  }

  private ByteBuffer open(byte[] key, byte[] value) {
    try {
      return Envelope.open(key, value);
    } catch (CorruptRecordException e) {
      throw new FaceException(
          FaceFailure.STORE_FAILED,
          "the gallery in %s cannot be read: of its entry '%s', %s; restore a backup"
              .formatted(
                  database.folder(), new String(key, StandardCharsets.UTF_8), e.reason()),
          e);
    }
  }
}
