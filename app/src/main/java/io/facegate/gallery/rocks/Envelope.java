package io.facegate.gallery.rocks;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** What is around every value: a version before it, and a CRC-32C behind it that covers the key. */
final class Envelope {
  private static final byte VERSION = 1;
  private static final int AROUND_BYTES = 1 + Integer.BYTES;

  private Envelope() {}

  static byte[] seal(byte[] key, byte[] body) {
    ByteBuffer value = ByteBuffer.allocate(body.length + AROUND_BYTES).put(VERSION).put(body);
    return value.putInt(checksum(key, value.array(), value.position())).array();
  }

  /** The body of a value; fails when the checksum or the version is not right. */
  static ByteBuffer open(byte[] key, byte[] value) throws CorruptRecordException {
    int end = value.length - Integer.BYTES;
    if (end < 1) {
      throw new CorruptRecordException("too short");
    }
    if (ByteBuffer.wrap(value).getInt(end) != checksum(key, value, end)) {
      throw new CorruptRecordException("its checksum is wrong");
    }
    if (value[0] != VERSION) {
      throw new CorruptRecordException("its version %d is not known".formatted(value[0]));
    }
    return ByteBuffer.wrap(value, 1, end - 1).slice();
  }

  private static int checksum(byte[] key, byte[] value, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(key);
    checksum.update(value, 0, length);
    return (int) checksum.getValue();
  }
}
