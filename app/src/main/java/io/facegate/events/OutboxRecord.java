package io.facegate.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * An event as it lies on disk: all that was decided when it was taken in.
 *
 * @param draft the payload without publish time and lateness
 */
@SuppressWarnings("ArrayRecordComponent")
record OutboxRecord(
    UUID uuid, String topic, Instant capturedAt, Instant expiresAt, byte[] draft) {
  static final int BYTES_MAX = 256 << 10;
  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 1 + Integer.BYTES;
  private static final int FIXED_BYTES = HEAD_BYTES + 4 * Long.BYTES + 2 * Integer.BYTES;

  /** Version, checksum of the rest, uuid, times, topic, payload. */
  byte[] encode() {
    byte[] topicBytes = topic.getBytes(UTF_8);
    long size = (long) FIXED_BYTES + topicBytes.length + draft.length;
    if (size > BYTES_MAX) {
      throw new IllegalArgumentException("an event of %d bytes is too large".formatted(size));
    }
    ByteBuffer out = ByteBuffer.allocate((int) size);
    out.put(VERSION).putInt(0);
    out.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    out.putLong(capturedAt.toEpochMilli()).putLong(expiresAt.toEpochMilli());
    out.putInt(topicBytes.length).put(topicBytes);
    out.putInt(draft.length).put(draft);
    byte[] record = out.array();
    out.putInt(1, checksum(record));
    return record;
  }

  /** Reads a record back; empty when it is damaged or of an unknown version. */
  static Optional<OutboxRecord> decode(byte[] record) {
    if (!intact(record)) {
      return Optional.empty();
    }
    try {
      ByteBuffer in = ByteBuffer.wrap(record, HEAD_BYTES, record.length - HEAD_BYTES);
      UUID uuid = new UUID(in.getLong(), in.getLong());
      Instant capturedAt = Instant.ofEpochMilli(in.getLong());
      Instant expiresAt = Instant.ofEpochMilli(in.getLong());
      String topic = new String(bytes(in), UTF_8);
      return Optional.of(new OutboxRecord(uuid, topic, capturedAt, expiresAt, bytes(in)));
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  /** Whether version and checksum are right. */
  static boolean intact(byte[] record) {
    return record.length >= FIXED_BYTES
        && record[0] == VERSION
        && ByteBuffer.wrap(record).getInt(1) == checksum(record);
  }

  private static byte[] bytes(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static int checksum(byte[] record) {
    CRC32C sum = new CRC32C();
    sum.update(record, HEAD_BYTES, record.length - HEAD_BYTES);
    return (int) sum.getValue();
  }
}
