package io.facegate.gallery.rocks;

import io.facegate.gallery.GalleryRecord;
import io.facegate.gallery.SavedFace;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Records as bytes, in their {@link Envelope}. What the key tells is not told again. A tag stands
 * behind all else, and only when there is one: members and faces of schema 1 have none. Behind it,
 * and only when there are any, stand the {@link MeasureCodec measures} that came with schema 3.
 */
final class RecordCodec {
  /** Bytes of a text, and numbers of a vector, at most: two bytes tell how many. */
  static final int LENGTH_MAX = 0xffff;

  private static final int FACE_BYTES = 4096;

  private final FaceCodec faces;

  RecordCodec(FaceCodec faces) {
    this.faces = faces;
  }

  /** The value of a record whose key has these bytes. */
  byte[] encode(byte[] key, GalleryRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(FACE_BYTES);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      switch (record) {
        case GalleryRecord.App app -> writeTime(app.createdAt(), out);
        case GalleryRecord.Group group -> {
          writeText(group.app(), out);
          writeText(group.name(), out);
          writeTime(group.createdAt(), out);
          writeTime(group.updatedAt(), out);
        }
        case GalleryRecord.Member member -> {
          writeText(member.person(), out);
          writeText(member.info(), out);
          writeTime(member.createdAt(), out);
          writeTime(member.updatedAt(), out);
          writeTag(member.tag(), out);
        }
        case GalleryRecord.Face face -> {
          writeTime(face.createdAt(), out);
          faces.write(face.face(), out);
          if (MeasureCodec.hasAny(face.face().face())) {
            writeText(face.tag(), out);
            MeasureCodec.write(face.face().face(), out);
          } else {
            writeTag(face.tag(), out);
          }
        }
        case GalleryRecord.Saved saved -> {
          writeText(saved.app(), out);
          faces.write(saved.face(), out);
          if (MeasureCodec.hasAny(saved.face().face())) {
            MeasureCodec.write(saved.face().face(), out);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return Envelope.seal(key, bytes.toByteArray());
  }

  GalleryRecord.App app(byte[] key, byte[] value) throws CorruptRecordException {
    String name = new String(key, StandardCharsets.UTF_8);
    return read(key, value, in -> new GalleryRecord.App(name, readTime(in)));
  }

  GalleryRecord.Group group(byte[] key, byte[] value) throws CorruptRecordException {
    return read(
        key,
        value,
        in ->
            new GalleryRecord.Group(
                Keys.id(key, 0), readText(in), readText(in), readTime(in), readTime(in)));
  }

  GalleryRecord.Member member(byte[] key, byte[] value) throws CorruptRecordException {
    return read(
        key,
        value,
        in -> {
          String person = readText(in);
          String info = readText(in);
          Instant createdAt = readTime(in);
          Instant updatedAt = readTime(in);
          return new GalleryRecord.Member(
              Keys.id(key, 0), Keys.id(key, 1), person, info, readTag(in), createdAt, updatedAt);
        });
  }

  GalleryRecord.Face face(byte[] key, byte[] value) throws CorruptRecordException {
    return read(
        key,
        value,
        in -> {
          Instant createdAt = readTime(in);
          SavedFace face = faces.read(in);
          String tag = readTag(in);
          return new GalleryRecord.Face(
              Keys.id(key, 0), Keys.id(key, 1), Keys.id(key, 2), more(face, in), tag, createdAt);
        });
  }

  GalleryRecord.Saved saved(byte[] key, byte[] value) throws CorruptRecordException {
    return read(
        key,
        value,
        in -> new GalleryRecord.Saved(Keys.id(key, 0), readText(in), more(faces.read(in), in)));
  }

  private static SavedFace more(SavedFace face, ByteBuffer in) throws CorruptRecordException {
    return in.hasRemaining()
        ? new SavedFace(
            face.token(),
            MeasureCodec.read(face.face(), in),
            face.imageWidth(),
            face.imageHeight())
        : face;
  }

  private interface Body<T> {
    T read(ByteBuffer in) throws CorruptRecordException;
  }

  private static <T> T read(byte[] key, byte[] value, Body<T> body)
      throws CorruptRecordException {
    ByteBuffer in = Envelope.open(key, value);
    T record;
    try {
      record = body.read(in);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new CorruptRecordException("it ends too early: " + e);
    }
    if (in.hasRemaining()) {
      throw new CorruptRecordException("it is too long");
    }
    return record;
  }

  static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LENGTH_MAX) {
      throw new IllegalArgumentException("a text of %d bytes".formatted(bytes.length));
    }
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  static String readText(ByteBuffer in) throws CorruptRecordException {
    int length = Short.toUnsignedInt(in.getShort());
    if (length > in.remaining()) {
      throw new CorruptRecordException("a text in it is too long");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void writeTag(String tag, DataOutputStream out) throws IOException {
    if (!tag.isEmpty()) {
      writeText(tag, out);
    }
  }

  private static String readTag(ByteBuffer in) throws CorruptRecordException {
    return in.hasRemaining() ? readText(in) : "";
  }

  private static void writeTime(Instant time, DataOutputStream out) throws IOException {
    out.writeLong(time.toEpochMilli());
  }

  private static Instant readTime(ByteBuffer in) {
    return Instant.ofEpochMilli(in.getLong());
  }
}
