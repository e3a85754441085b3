package io.facegate.gallery.rocks;

import io.facegate.gallery.RecordKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keys as bytes: ids big-endian, so that their order is the order of the ids. */
final class Keys {
  private Keys() {}

  static byte[] bytes(RecordKey key) {
    return switch (key) {
      case RecordKey.AppKey app -> app.name().getBytes(StandardCharsets.UTF_8);
      case RecordKey.GroupKey group -> of(group.generation());
      case RecordKey.MemberKey member -> of(member.generation(), member.ordinal());
      case RecordKey.FaceKey face -> of(face.generation(), face.member(), face.ordinal());
      case RecordKey.SavedKey saved -> of(saved.sequence());
    };
  }

  static byte[] of(long... ids) {
    ByteBuffer bytes = ByteBuffer.allocate(ids.length * Long.BYTES);
    for (long id : ids) {
      bytes.putLong(id);
    }
    return bytes.array();
  }

  /** One id of a key, counted from 0. */
  static long id(byte[] key, int index) {
    return ByteBuffer.wrap(key).getLong(index * Long.BYTES);
  }
}
