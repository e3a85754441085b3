package io.facegate.gallery.rocks;

import io.facegate.face.FaceException;
import io.facegate.gallery.GalleryConfig;
import io.facegate.gallery.GalleryRecord;
import io.facegate.gallery.GalleryStore;
import io.facegate.gallery.RecordKey;
import io.facegate.gallery.Renewals;
import io.facegate.gallery.SavedFace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Keeps the gallery in a folder. A change is one batch, on disk when {@link #commit} returns. */
public final class RocksStore implements GalleryStore {
  private final Database database;
  private final MetaTable meta;
  private final IdCounter ids;
  private final RecordCodec codec;
  private final Quarantine quarantine = new Quarantine();
  private final Reclaimer reclaimer;
  private final CropTable crops;
  private final RocksRenewals renewals;
  private final Set<RecordKey.MemberKey> damaged = ConcurrentHashMap.newKeySet();

  private RocksStore(Database database) {
    this.database = database;
    this.meta = new MetaTable(database);
    Schema.check(meta, database.folder());
    this.ids = new IdCounter(meta);
    ModelTable models = new ModelTable(meta);
    this.codec = new RecordCodec(new FaceCodec(models));
    this.crops = new CropTable(database, meta, quarantine);
    this.renewals = new RocksRenewals(database, meta, codec, models, crops);
    this.reclaimer = new Reclaimer(database, meta);
  }

  /**
   * Opens the store in a folder, and makes it when it is not there.
   *
   * @throws FaceException STORE_FAILED, in words for the operator, when it is in use, damaged, or
   *     of a newer schema
   */
  public static RocksStore open(GalleryConfig config) {
    Database database = new Database(config);
    try {
      return new RocksStore(database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public void load(Consumer<GalleryRecord> reader) {
    database.run(
        rocks -> {
          new Loading(rocks, database, codec, quarantine, damaged).run(reader);
          return reader;
        });
    reclaimer.resume();
  }

  @Override
  public void commit(List<GalleryRecord> puts, List<? extends RecordKey> drops) {
    database.write(
        batch -> {
          for (GalleryRecord record : puts) {
            byte[] key = Keys.bytes(record.key());
            batch.put(handle(record.key()), key, codec.encode(key, record));
            if (record instanceof GalleryRecord.Face face) {
              crops.put(batch, key, face.face().face().crop());
            } else if (record instanceof GalleryRecord.Saved saved) {
              crops.put(batch, key, saved.face().face().crop());
            }
          }
          for (RecordKey key : drops) {
            drop(batch, key);
          }
        });
    for (RecordKey key : drops) {
      if (key instanceof RecordKey.GroupKey group) {
        reclaimer.reclaim(group.generation());
      }
    }
  }

  /* A member's faces are dropped one by one, except those left out in loading, which only a range
     can name. */
  private void drop(WriteBatch batch, RecordKey key) throws RocksDBException {
    byte[] bytes = Keys.bytes(key);
    batch.delete(handle(key), bytes);
    switch (key) {
      case RecordKey.GroupKey group -> reclaimer.mark(batch, group.generation());
      case RecordKey.FaceKey face -> {
        crops.delete(batch, bytes);
        renewals.delete(batch, bytes);
      }
      case RecordKey.SavedKey saved -> crops.delete(batch, bytes);
      case RecordKey.MemberKey member -> {
        if (damaged.contains(member)) {
          dropAllFaces(batch, member);
        }
      }
      case RecordKey.AppKey app -> {}
    }
  }

  private void dropAllFaces(WriteBatch batch, RecordKey.MemberKey member)
      throws RocksDBException {
    byte[] from = Keys.of(member.generation(), member.ordinal());
    byte[] to = Keys.of(member.generation(), member.ordinal() + 1);
    for (Family family : List.of(Family.FACES, Family.CROPS, Family.RENEWALS)) {
      batch.deleteRange(database.handle(family), from, to);
    }
  }

  private ColumnFamilyHandle handle(RecordKey key) {
    return database.handle(
        switch (key) {
          case RecordKey.AppKey app -> Family.APPS;
          case RecordKey.GroupKey group -> Family.GROUPS;
          case RecordKey.MemberKey member -> Family.MEMBERS;
          case RecordKey.FaceKey face -> Family.FACES;
          case RecordKey.SavedKey saved -> Family.SAVED;
        });
  }

  @Override
  public long newId() {
    return ids.next();
  }

  @Override
  public Optional<SavedFace> face(RecordKey.FaceKey key) {
    return read(key, Family.FACES, (bytes, value) -> codec.face(bytes, value).face());
  }

  @Override
  public Optional<SavedFace> saved(RecordKey.SavedKey key) {
    return read(key, Family.SAVED, (bytes, value) -> codec.saved(bytes, value).face());
  }

  private interface Decoder {
    SavedFace decode(byte[] key, byte[] value) throws CorruptRecordException;
  }

  private Optional<SavedFace> read(RecordKey key, Family family, Decoder decoder) {
    byte[] bytes = Keys.bytes(key);
    byte[] value = database.run(rocks -> rocks.get(database.handle(family), bytes));
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(withCrop(decoder.decode(bytes, value), bytes));
    } catch (CorruptRecordException e) {
      quarantine.add(family, bytes, e.reason());
      return Optional.empty();
    }
  }

  private SavedFace withCrop(SavedFace saved, byte[] key) {
    return crops
        .get(key)
        .map(
            crop ->
                new SavedFace(
                    saved.token(),
                    saved.face().withCrop(crop),
                    saved.imageWidth(),
                    saved.imageHeight()))
        .orElse(saved);
  }

  /** How the faces come from one embedder to the next. */
  public Renewals renewals() {
    return renewals;
  }

  @Override
  public synchronized boolean writable() {
    try {
      byte[] written = Keys.of(System.currentTimeMillis());
      meta.put("check", written);
      return meta.get("check").filter(ByteBuffer.wrap(written)::equals).isPresent();
    } catch (FaceException e) {
      return false;
    }
  }

  @Override
  public int corruptRecords() {
    return quarantine.count();
  }

  @Override
  public long bytesOnDisk() {
    try (Stream<Path> files = Files.list(database.folder())) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void checkpoint(Path folder) {
    database.run(
        rocks -> {
          try (Checkpoint checkpoint = Checkpoint.create(rocks)) {
            checkpoint.createCheckpoint(folder.toString());
          }
          return folder;
        });
  }

  @Override
  public void close() {
    reclaimer.close();
    database.close();
  }
}
