package io.facegate.dialect;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** HTTP/2 as bytes (RFC 9113, RFC 7541), for callers who do as they like. */
final class Http2Frames {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RESET = 3;
  static final int SETTINGS = 4;
  static final int GO_AWAY = 7;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  /* Of the static table. */
  private static final int AUTHORITY = 1;
  private static final int PATH = 4;
  private static final int POST = 0x80 | 3;
  private static final int HTTPS = 0x80 | 7;

  private Http2Frames() {}

  /** A frame that came in. */
  record Frame(int type, int stream, String payload) {}

  /** What a connection begins with. */
  static byte[] preface() {
    byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] settings = frame(SETTINGS, 0, 0, new byte[0]);
    return ByteBuffer.allocate(preface.length + settings.length).put(preface).put(settings).array();
  }

  static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .putShort((short) (payload.length >> 8))
        .put((byte) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** The head of a POST, whose body is to follow. */
  static byte[] post(int stream, String path, Map<String, String> more) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(POST);
    block.write(HTTPS);
    named(block, PATH, path);
    named(block, AUTHORITY, "localhost");
    more.forEach((name, value) -> literal(block, name, value));
    return frame(HEADERS, END_HEADERS, stream, block.toByteArray());
  }

  static Frame read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int length = data.readUnsignedShort() << 8 | data.readUnsignedByte();
    int type = data.readUnsignedByte();
    data.skipNBytes(1);
    int stream = data.readInt() & 0x7fffffff;
    return new Frame(type, stream, new String(data.readNBytes(length), StandardCharsets.UTF_8));
  }

  /* Neither Huffman coding nor a dynamic table; texts shorter than 127 bytes. */
  private static void literal(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    text(block, name);
    text(block, value);
  }

  private static void named(ByteArrayOutputStream block, int name, String value) {
    block.write(name);
    text(block, value);
  }

  private static void text(ByteArrayOutputStream block, String text) {
    block.write(text.length());
    block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
