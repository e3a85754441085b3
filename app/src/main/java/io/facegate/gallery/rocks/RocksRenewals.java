package io.facegate.gallery.rocks;

import io.facegate.face.Embedding;
import io.facegate.face.FaceCrop;
import io.facegate.gallery.DueFace;
import io.facegate.gallery.GalleryRecord;
import io.facegate.gallery.RecordKey;
import io.facegate.gallery.RenewalCount;
import io.facegate.gallery.Renewals;
import io.facegate.gallery.SavedFace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/** Embeddings of models to come, each under the key of its face, in their own column family. */
final class RocksRenewals implements Renewals {
  private static final String SERVING = "serving";
  private static final String DECIDED = "decided";
  private static final int BATCH = 200;

  private final Database database;
  private final MetaTable meta;
  private final RecordCodec codec;
  private final RenewalCodec renewalCodec;
  private final CropTable crops;

  RocksRenewals(
      Database database, MetaTable meta, RecordCodec codec, ModelTable models, CropTable crops) {
    this.database = database;
    this.meta = meta;
    this.codec = codec;
    this.renewalCodec = new RenewalCodec(models);
    this.crops = crops;
  }

  @Override
  public Optional<String> servingModel() {
    return servingModel(meta);
  }

  @Override
  public void serve(String modelId) {
    if (!servingModel().equals(Optional.of(modelId))) {
      meta.put(SERVING, modelId.getBytes(StandardCharsets.UTF_8));
    }
    byte[] from = new byte[0];
    while (from != null) {
      from = settleBatch(modelId, from);
    }
    if (named(DECIDED).isPresent()) {
      database.write(batch -> meta.delete(batch, DECIDED));
    }
  }

  @Override
  public void decide(String modelId) {
    meta.put(DECIDED, modelId.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean isDecided(String modelId) {
    return named(DECIDED).equals(Optional.of(modelId));
  }

  /** The model that a store serves, if that was ever said. */
  static Optional<String> servingModel(MetaTable meta) {
    return named(meta, SERVING);
  }

  private Optional<String> named(String name) {
    return named(meta, name);
  }

  private static Optional<String> named(MetaTable meta, String name) {
    return meta.get(name).map(body -> StandardCharsets.UTF_8.decode(body).toString());
  }

  /** Settles some renewals, from a key on; null when there are no more. */
  private byte @Nullable [] settleBatch(String modelId, byte[] from) {
    List<byte[]> keys = new ArrayList<>();
    List<byte[]> values = new ArrayList<>();
    database.run(
        rocks -> {
          try (RocksIterator entry = rocks.newIterator(database.handle(Family.RENEWALS))) {
            for (entry.seek(from); entry.isValid() && keys.size() < BATCH; entry.next()) {
              keys.add(entry.key());
              values.add(entry.value());
            }
            entry.status();
          }
          return keys;
        });
    if (keys.isEmpty()) {
      return null;
    }
    database.write(
        batch -> {
          for (int i = 0; i < keys.size(); i++) {
            settle(batch, modelId, keys.get(i), values.get(i));
          }
        });
    return keys.getLast();
  }

  private void settle(WriteBatch batch, String modelId, byte[] key, byte[] value)
      throws RocksDBException {
    Optional<Embedding> renewed = renewalCodec.decoded(key, value);
    Optional<GalleryRecord.Face> face = face(key);
    if (face.isPresent() && renewed.filter(made -> isOf(made, modelId)).isPresent()) {
      byte[] record = codec.encode(key, with(face.get(), renewed.get()));
      batch.put(database.handle(Family.FACES), key, record);
    }
    batch.delete(database.handle(Family.RENEWALS), key);
  }

  private static GalleryRecord.Face with(GalleryRecord.Face record, Embedding embedding) {
    SavedFace saved = record.face();
    return new GalleryRecord.Face(
        record.generation(),
        record.member(),
        record.ordinal(),
        new SavedFace(
            saved.token(),
            saved.face().withEmbedding(embedding),
            saved.imageWidth(),
            saved.imageHeight()),
        record.tag(),
        record.createdAt());
  }

  private static boolean isOf(@Nullable Embedding embedding, String modelId) {
    return embedding != null && embedding.modelId().equals(modelId);
  }

  private Optional<GalleryRecord.Face> face(byte[] key) {
    byte[] value = database.run(rocks -> rocks.get(database.handle(Family.FACES), key));
    return value == null ? Optional.empty() : decoded(key, value);
  }

  /* Who loads the store tells of those that cannot be trusted. */
  private Optional<GalleryRecord.Face> decoded(byte[] key, byte[] value) {
    try {
      return Optional.of(codec.face(key, value));
    } catch (CorruptRecordException e) {
      return Optional.empty();
    }
  }

  private boolean isRenewed(String modelId, byte[] key) {
    byte[] value = database.run(rocks -> rocks.get(database.handle(Family.RENEWALS), key));
    return value != null
        && renewalCodec.decoded(key, value).filter(made -> isOf(made, modelId)).isPresent();
  }

  @Override
  public RenewalCount count(String modelId) {
    Counting counting = new Counting(modelId);
    scan(new byte[0], counting);
    return new RenewalCount(counting.done, counting.due, counting.lost);
  }

  /** Looks at faces one by one. */
  private interface Looking {
    /** Whether to go on. */
    boolean look(byte[] key, GalleryRecord.Face face);
  }

  private final class Counting implements Looking {
    private final String modelId;
    private int done;
    private int due;
    private int lost;

    Counting(String modelId) {
      this.modelId = modelId;
    }

    @Override
    public boolean look(byte[] key, GalleryRecord.Face face) {
      if (isOf(face.face().face().embedding(), modelId) || isRenewed(modelId, key)) {
        done++;
      } else if (crops.get(key).isPresent()) {
        due++;
      } else {
        lost++;
      }
      return true;
    }
  }

  @Override
  public List<DueFace> due(String modelId, RecordKey.@Nullable FaceKey after, int max) {
    List<DueFace> due = new ArrayList<>();
    if (!crops.isUsed()) {
      return due;
    }
    byte[] from =
        after == null
            ? new byte[0]
            : Keys.of(after.generation(), after.member(), after.ordinal() + 1);
    scan(
        from,
        (key, face) -> {
          if (!isOf(face.face().face().embedding(), modelId) && !isRenewed(modelId, key)) {
            Optional<FaceCrop> crop = crops.get(key);
            crop.ifPresent(kept -> due.add(new DueFace(face.key(), kept)));
          }
          return due.size() < max;
        });
    return due;
  }

  /* Piece by piece, so that nobody who closes the store has to wait. */
  private void scan(byte[] from, Looking looking) {
    byte[] next = from;
    while (next != null) {
      next = scanPiece(next, looking);
    }
  }

  private byte @Nullable [] scanPiece(byte[] from, Looking looking) {
    List<byte[]> keys = new ArrayList<>();
    List<byte[]> values = new ArrayList<>();
    database.run(
        rocks -> {
          try (RocksIterator entry = rocks.newIterator(database.handle(Family.FACES))) {
            for (entry.seek(from); entry.isValid() && keys.size() < BATCH; entry.next()) {
              keys.add(entry.key());
              values.add(entry.value());
            }
            entry.status();
          }
          return keys;
        });
    for (int i = 0; i < keys.size(); i++) {
      byte[] key = keys.get(i);
      Optional<GalleryRecord.Face> face =
          isListed(key) ? decoded(key, values.get(i)) : Optional.empty();
      if (face.isPresent() && !looking.look(key, face.get())) {
        return null;
      }
    }
    return keys.isEmpty() ? null : after(keys.getLast());
  }

  /* Faces of a deleted group are there until their space is taken back. */
  private boolean isListed(byte[] faceKey) {
    byte[] member = Keys.of(Keys.id(faceKey, 0), Keys.id(faceKey, 1));
    byte[] group = Keys.of(Keys.id(faceKey, 0));
    return database.run(
        rocks ->
            rocks.get(database.handle(Family.GROUPS), group) != null
                && rocks.get(database.handle(Family.MEMBERS), member) != null);
  }

  private static byte[] after(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  @Override
  public void keep(Map<RecordKey.FaceKey, Embedding> embeddings) {
    crops.use();
    database.write(
        batch -> {
          for (Map.Entry<RecordKey.FaceKey, Embedding> one : embeddings.entrySet()) {
            byte[] key = Keys.bytes(one.getKey());
            if (face(key).isEmpty()) {
              continue;
            }
            batch.put(
                database.handle(Family.RENEWALS), key, renewalCodec.encode(key, one.getValue()));
          }
        });
  }

  /** Adds to a batch that a face is gone. */
  void delete(WriteBatch batch, byte[] key) throws RocksDBException {
    if (crops.isUsed()) {
      batch.delete(database.handle(Family.RENEWALS), key);
    }
  }

  @Override
  public void forgetCrops() {
    crops.clear();
  }
}
