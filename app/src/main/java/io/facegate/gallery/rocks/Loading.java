package io.facegate.gallery.rocks;

import io.facegate.gallery.GalleryRecord;
import io.facegate.gallery.RecordKey;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Reads the whole store in order, and leaves out what cannot be trusted. */
final class Loading {
  private final RocksDB rocks;
  private final Database database;
  private final RecordCodec codec;
  private final Quarantine quarantine;
  private final Set<RecordKey.MemberKey> damaged;

  private interface Decoder<T> {
    T decode(byte[] key, byte[] value) throws CorruptRecordException;
  }

  /**
   * One pass.
   *
   * @param damaged receives the members some of whose faces are left out
   */
  Loading(
      RocksDB rocks,
      Database database,
      RecordCodec codec,
      Quarantine quarantine,
      Set<RecordKey.MemberKey> damaged) {
    this.rocks = rocks;
    this.database = database;
    this.codec = codec;
    this.quarantine = quarantine;
    this.damaged = damaged;
  }

  void run(Consumer<GalleryRecord> reader) throws RocksDBException {
    readAll(Family.APPS, codec::app, reader);
    try (Scan groups = scan(Family.GROUPS);
        Scan members = scan(Family.MEMBERS);
        Scan faces = scan(Family.FACES)) {
      for (groups.seek(new byte[0]); groups.valid(); groups.next()) {
        Optional<GalleryRecord.Group> group = decode(Family.GROUPS, groups, codec::group);
        if (group.isPresent()) {
          reader.accept(group.get());
          readGroup(group.get().generation(), members, faces, reader);
        }
      }
    }
    readAll(Family.SAVED, codec::saved, reader);
  }

  private void readAll(
      Family family, Decoder<? extends GalleryRecord> decoder, Consumer<GalleryRecord> reader)
      throws RocksDBException {
    try (Scan entries = scan(family)) {
      for (entries.seek(new byte[0]); entries.valid(); entries.next()) {
        decode(family, entries, decoder).ifPresent(reader);
      }
    }
  }

  private void readGroup(
      long generation, Scan members, Scan faces, Consumer<GalleryRecord> reader)
      throws RocksDBException {
    members.seek(Keys.of(generation));
    faces.seek(Keys.of(generation));
    while (members.validWithin(generation, 2)) {
      long ordinal = Keys.id(members.key(), 1);
      Optional<GalleryRecord.Member> member = decode(Family.MEMBERS, members, codec::member);
      member.ifPresent(reader);
      if (member.isPresent()) {
        leaveOutFaces(generation, ordinal, faces);
        readFaces(generation, ordinal, faces, reader);
      }
      members.next();
    }
    leaveOutFaces(generation, Long.MAX_VALUE, faces);
  }

  private void readFaces(
      long generation, long member, Scan faces, Consumer<GalleryRecord> reader)
      throws RocksDBException {
    while (faces.validWithin(generation, 3) && Keys.id(faces.key(), 1) == member) {
      Optional<GalleryRecord.Face> face = decode(Family.FACES, faces, codec::face);
      face.ifPresent(reader);
      if (face.isEmpty()) {
        damaged.add(new RecordKey.MemberKey(generation, member));
      }
      faces.next();
    }
  }

  private void leaveOutFaces(long generation, long beforeMember, Scan faces)
      throws RocksDBException {
    while (faces.validWithin(generation, 3) && Keys.id(faces.key(), 1) < beforeMember) {
      quarantine.add(Family.FACES, faces.key(), "its member is not there");
      faces.next();
    }
  }

  private <T extends GalleryRecord> Optional<T> decode(
      Family family, Scan entries, Decoder<T> decoder) {
    try {
      return Optional.of(decoder.decode(entries.key(), entries.value()));
    } catch (CorruptRecordException e) {
      quarantine.add(family, entries.key(), e.reason());
      return Optional.empty();
    }
  }

  private Scan scan(Family family) {
    return new Scan(rocks, database, family, quarantine);
  }
}
