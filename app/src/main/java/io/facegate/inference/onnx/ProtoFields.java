package io.facegate.inference.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one message in Protocol Buffers' wire format, in their order.
 *
 * <p>A reader for the few messages of ONNX that we look into; unknown fields are carried along.
 */
final class ProtoFields {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private ProtoFields() {}

  /**
   * One field.
   *
   * @param number its tag
   * @param wire its wire type
   * @param value the varint, or the bits of a fixed number
   * @param content the bytes of a length-delimited field, otherwise empty
   */
  record Field(int number, int wire, long value, ByteBuffer content) {
    String text() {
      return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
    }
  }

  /**
   * Reads a message.
   *
   * @throws IllegalArgumentException or {@link java.nio.BufferUnderflowException} when the bytes
   *     are no message
   */
  static List<Field> read(ByteBuffer message) {
    ByteBuffer data = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (data.hasRemaining()) {
      long tag = varint(data);
      int wire = (int) (tag & 7);
      int number = Math.toIntExact(tag >>> 3);
      fields.add(
          switch (wire) {
            case VARINT -> new Field(number, wire, varint(data), ByteBuffer.allocate(0));
            case FIXED64 -> new Field(number, wire, data.getLong(), ByteBuffer.allocate(0));
            case FIXED32 -> new Field(number, wire, data.getInt(), ByteBuffer.allocate(0));
            case BYTES -> new Field(number, wire, 0, slice(data, varint(data)));
            default -> throw new IllegalArgumentException("wire type " + wire);
          });
    }
    return fields;
  }

  private static ByteBuffer slice(ByteBuffer data, long length) {
    if (length < 0 || length > data.remaining()) {
      throw new IllegalArgumentException("field of %d bytes".formatted(length));
    }
    ByteBuffer content = data.slice(data.position(), (int) length);
    data.position(data.position() + (int) length);
    return content;
  }

  static long varint(ByteBuffer data) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte part = data.get();
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("varint does not end");
  }

  static void write(ByteArrayOutputStream out, Field field) {
    writeVarint(out, ((long) field.number << 3) | field.wire);
    switch (field.wire) {
      case VARINT -> writeVarint(out, field.value);
      case FIXED64 -> writeFixed(out, field.value, 8);
      case FIXED32 -> writeFixed(out, field.value, 4);
      default -> {
        byte[] content = new byte[field.content.remaining()];
        field.content.duplicate().get(content);
        writeVarint(out, content.length);
        out.writeBytes(content);
      }
    }
  }

  static Field bytes(int number, byte[] content) {
    return new Field(number, BYTES, 0, ByteBuffer.wrap(content));
  }

  static Field text(int number, String text) {
    return bytes(number, text.getBytes(StandardCharsets.UTF_8));
  }

  static Field number(int number, long value) {
    return new Field(number, VARINT, value, ByteBuffer.allocate(0));
  }

  static Field real(int number, float value) {
    return new Field(number, FIXED32, Float.floatToRawIntBits(value), ByteBuffer.allocate(0));
  }

  static byte[] message(List<Field> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fields.forEach(field -> write(out, field));
    return out.toByteArray();
  }

  private static void writeVarint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static void writeFixed(ByteArrayOutputStream out, long value, int count) {
    for (int i = 0; i < count; i++) {
      out.write((int) (value >>> (8 * i)));
    }
  }
}
