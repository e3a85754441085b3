package io.facegate.dialect;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes bytes without knowing what they mean. */
final class FuzzBytes {
  private static final int BYTES_MAX = 400_000;

  /** What has made programs stumble. */
  static final List<String> WORDS =
      List.of(
          "%", "%00", "%7B", "%7b%22", "%zz", "%e4%ba", "%2e%2e%2f", "+", "\u0000", "\ufeff", "-1",
          "0", "1", "99999999999999999999", "2147483648", "-2147483649", "9223372036854775808",
          "1e999", "-1e999", "1e-999", "1e400", "0.1", "NaN", "Infinity", "0x10", "١", "@ALL",
          "@all", "null", "true", "\"\"", "[]", "{}", "[[", "{\"a\":", "]", "}", ",", ",,", "&",
          "=", "&&", "&=", ";", ":", "[0]", "[]=", "\r\n", "\n", "\r\n\r\n", "--", "--fuzz--",
          "\\u0000", "\\ud800", "\\udc00\\ud800", "\\", "\"", "'", "\ud83d\ude00", "人", "ß", "../",
          "//", "?", "#", "data:image/png;base64,", "GIF89a", "all", "self", "next", "http://",
          "ftp://127.0.0.1/", "file:///etc/passwd", "http://[::1]:0/", "BASE64", "FACE_TOKEN",
          "URL", "APPEND", "replace", "LOW", "HIGH", "NONE", "faceliveness", "qualities",
          "1,1,1,1", " ", "\t", "%s%n", "${x}", "<!--", "group1", "person1");

  private static final byte[][] BROKEN_UTF8 = {
    {(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xf5, (byte) 0x80}, {(byte) 0xe4}, {(byte) 0x80}, {(byte) 0xfe, (byte) 0xff}
  };

  private final RandomGenerator random;

  FuzzBytes(RandomGenerator random) {
    this.random = random;
  }

  /** The bytes with one change. */
  byte[] changed(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(1 + random.nextInt(64)));
    return switch (random.nextInt(10)) {
      case 0 -> flipped(bytes);
      case 1 -> joined(bytes, at, new byte[0], at + length);
      case 2 -> joined(bytes, at + length, Arrays.copyOfRange(bytes, at, at + length), at + length);
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> joined(bytes, at, BROKEN_UTF8[random.nextInt(BROKEN_UTF8.length)], at);
      case 5 -> joined(bytes, at, noise(1 + random.nextInt(8)), at + length);
      case 6 -> joined(bytes, at, run(), at);
      case 7, 8 -> joined(bytes, at, word(), at);
      default -> joined(bytes, at, word(), at + length);
    };
  }

  /** The front of one and the end of the other. */
  byte[] spliced(byte[] front, byte[] end) {
    int from = random.nextInt(end.length + 1);
    return joined(
        front, random.nextInt(front.length + 1), Arrays.copyOfRange(end, from, end.length),
        front.length);
  }

  byte[] word() {
    return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
  }

  /** Many times the same; rarely very many. */
  byte[] run() {
    byte[] piece = random.nextBoolean() ? word() : noise(1);
    int lengthMax = random.nextInt(40) == 0 ? 200_000 : 600;
    int times = Math.max(1, random.nextInt(lengthMax) / piece.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  private byte[] flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    for (int i = random.nextInt(4); i >= 0 && copy.length > 0; i--) {
      copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] joined(byte[] bytes, int end, byte[] middle, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, end);
    out.writeBytes(middle);
    out.write(bytes, from, bytes.length - from);
    return out.size() > BYTES_MAX ? bytes : out.toByteArray();
  }
}
