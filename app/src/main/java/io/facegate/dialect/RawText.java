package io.facegate.dialect;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The text of a parameter as it lies in a body. A picture is many megabytes of text, so it stays
 * where it is, or is copied once to be decoded.
 */
final class RawText {
  private final byte[] bytes;
  private final int from;
  private final int to;

  RawText(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  static RawText of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new RawText(bytes, 0, bytes.length);
  }

  /**
   * Undoes the encoding of forms: plus is a blank, percent and two digits a byte. Fails with
   * BODY_UNREADABLE.
   */
  static RawText formDecoded(byte[] bytes, int from, int to) {
    int escapes = 0;
    int blanks = 0;
    for (int i = from; i < to; i++) {
      blanks += bytes[i] == '+' ? 1 : 0;
      if (bytes[i] == '%') {
        escaped(bytes, i, to);
        escapes++;
        i += 2;
      }
    }
    if (escapes + blanks == 0) {
      return new RawText(bytes, from, to);
    }
    byte[] decoded = new byte[to - from - 2 * escapes];
    int count = 0;
    for (int i = from; i < to; i++) {
      int next = bytes[i] == '+' ? ' ' : bytes[i];
      if (next == '%') {
        next = escaped(bytes, i, to);
        i += 2;
      }
      decoded[count++] = (byte) next;
    }
    return new RawText(decoded, 0, count);
  }

  private static int escaped(byte[] bytes, int at, int to) {
    return digit(bytes, at + 1, to) << 4 | digit(bytes, at + 2, to);
  }

  private static int digit(byte[] bytes, int at, int to) {
    int value = at < to ? Character.digit(bytes[at], 16) : -1;
    if (value < 0) {
      throw new FaceException(FaceFailure.BODY_UNREADABLE, "the percent-encoding is broken");
    }
    return value;
  }

  /** In bytes. */
  int length() {
    return to - from;
  }

  byte at(int index) {
    return bytes[from + index];
  }

  /** The bytes behind a part that is base64 to the letter (RFC 4648, section 4). */
  Optional<byte[]> base64(int start, int end) {
    if (start == end || (end - start) % 4 != 0) {
      return Optional.empty();
    }
    ByteBuffer part = ByteBuffer.wrap(bytes, from + start, end - start);
    try {
      return Optional.of(Base64.getDecoder().decode(part).array());
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }

  /** Its bytes in an array of their own, or in the one where they are all there is. */
  byte[] toArray() {
    return from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
  }

  /** As UTF-8; fails with BODY_UNREADABLE. */
  String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, length()))
          .toString();
    } catch (CharacterCodingException malformed) {
      throw new FaceException(FaceFailure.BODY_UNREADABLE, "a text is not UTF-8", malformed);
    }
  }
}
