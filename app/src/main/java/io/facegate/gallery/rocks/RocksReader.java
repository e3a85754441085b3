package io.facegate.gallery.rocks;

import io.facegate.face.FaceCrop;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.gallery.GalleryConfig;
import io.facegate.gallery.GalleryRecord;
import io.facegate.gallery.RecordKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rocksdb.RocksIterator;

/**
 * Reads the gallery in a folder as it was when this was opened, whether or not a service uses it;
 * changes nothing there.
 */
public final class RocksReader implements AutoCloseable {
  private static final long COPIED_BYTES = 1L << 20;

  private final Path scratch;
  private final Database database;
  private final MetaTable meta;
  private final ModelTable models;
  private final RecordCodec codec;
  private final long schema;
  private final Quarantine quarantine = new Quarantine(this::tell);
  private volatile Consumer<String> listener = fault -> {};

  private RocksReader(Path folder, Path scratch) {
    this.scratch = scratch;
    this.database = Database.beside(GalleryConfig.defaults(folder), scratch);
    try {
      this.meta = new MetaTable(database);
      this.schema = Schema.readable(meta, folder);
      this.models = new ModelTable(meta);
      this.codec = new RecordCodec(new FaceCodec(models));
    } catch (RuntimeException unreadable) {
      database.close();
      throw unreadable;
    }
  }

  private void tell(String fault) {
    listener.accept(fault);
  }

  /**
   * Opens the gallery in a folder for reading.
   *
   * @throws FaceException STORE_FAILED, in words for the operator, when there is none, or it is
   *     damaged or of a newer schema
   */
  public static RocksReader open(Path folder) {
    if (!Files.exists(folder.resolve("CURRENT"))) {
      throw new FaceException(FaceFailure.STORE_FAILED, "there is no gallery in " + folder);
    }
    try {
      Path scratch = Files.createTempDirectory("facegate-reader");
      try {
        return new RocksReader(folder, scratch);
      } catch (RuntimeException failed) {
        delete(scratch);
        throw failed;
      }
    } catch (IOException e) {
      throw new FaceException(FaceFailure.STORE_FAILED, "no temporary folder: " + e, e);
    }
  }

  /** The form of the store. */
  public long schema() {
    return schema;
  }

  /** The models that made the embeddings in it, as far as it knows them. */
  public List<String> models() {
    return models.ids();
  }

  /** The embedding model it serves, if that was ever said. */
  public Optional<String> servingModel() {
    return RocksRenewals.servingModel(meta);
  }

  /**
   * Hands over all records in the order of {@link io.facegate.gallery.GalleryStore#load}; faces
   * come without crops.
   *
   * @param faults is told of each record that cannot be trusted, which is left out
   */
  public void read(Consumer<GalleryRecord> reader, Consumer<String> faults) {
    listener = faults;
    database.run(
        rocks -> {
          new Loading(rocks, database, codec, quarantine, new HashSet<>()).run(reader);
          return reader;
        });
  }

  /** The crop of a face, unless there is none or it cannot be trusted. */
  public Optional<FaceCrop> crop(RecordKey.FaceKey key) {
    if (!database.has(Family.CROPS)) {
      return Optional.empty();
    }
    byte[] bytes = Keys.bytes(key);
    byte[] value = database.run(rocks -> rocks.get(database.handle(Family.CROPS), bytes));
    try {
      return value == null ? Optional.empty() : Optional.of(CropCodec.decode(bytes, value));
    } catch (CorruptRecordException e) {
      quarantine.add(Family.CROPS, bytes, e.reason());
      return Optional.empty();
    }
  }

  /**
   * Looks at every crop, and whether its face is there.
   *
   * @return how many there are
   */
  public int checkCrops(Consumer<String> faults) {
    if (!database.has(Family.CROPS)) {
      return 0;
    }
    listener = faults;
    return database.run(
        rocks -> {
          int count = 0;
          try (Scan entries = new Scan(rocks, database, Family.CROPS, quarantine)) {
            for (entries.seek(new byte[0]); entries.valid(); entries.next()) {
              count++;
              checkCrop(entries.key(), entries.value());
            }
          }
          return count;
        });
  }

  private void checkCrop(byte[] key, byte[] value) {
    Family owner = key.length == Long.BYTES ? Family.SAVED : Family.FACES;
    try {
      CropCodec.decode(key, value);
      if (database.run(rocks -> rocks.get(database.handle(owner), key)) == null) {
        quarantine.add(Family.CROPS, key, "its face is not there");
      }
    } catch (CorruptRecordException e) {
      quarantine.add(Family.CROPS, key, e.reason());
    }
  }

  /**
   * Writes a copy from which a gallery can be opened, and waits for the disk.
   *
   * @param folder must not exist
   */
  public void copyTo(Path folder) {
    try (Database copy = new Database(GalleryConfig.defaults(folder))) {
      for (Family family : Family.values()) {
        if (database.has(family)) {
          copy(family, copy);
        }
      }
    }
  }

  private void copy(Family family, Database target) {
    database.run(
        rocks -> {
          try (RocksIterator entry =
              rocks.newIterator(database.handle(family), database.inOrder(true))) {
            entry.seekToFirst();
            while (entry.isValid()) {
              copyBatch(entry, family, target);
            }
            entry.status();
          }
          return family;
        });
  }

  private static void copyBatch(RocksIterator entry, Family family, Database target) {
    target.write(
        batch -> {
          while (entry.isValid() && batch.getDataSize() < COPIED_BYTES) {
            batch.put(target.handle(family), entry.key(), entry.value());
            entry.next();
          }
        });
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.forEach(all::addFirst);
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() {
    database.close();
    try {
      delete(scratch);
    } catch (IOException e) {
      System.getLogger(RocksReader.class.getName())
          .log(System.Logger.Level.DEBUG, "a temporary folder stays", e);
    }
  }
}
