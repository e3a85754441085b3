package io.facegate.dialect;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads pictures written as base64 (RFC 4648) with commas between, straight from the bytes of the
 * text. Line breaks are skipped. Where a picture seems to be behind it, the other alphabet is read
 * too, an end that is cut off, and a blank as the plus sign that somebody forgot to encode.
 */
final class PictureList {
  private static final byte[] DATA_URL = {'d', 'a', 't', 'a', ':'};

  /* How JPEG, PNG, GIF, BMP and WebP begin. */
  private static final List<byte[]> BEGINNINGS =
      List.of(
          new byte[] {(byte) 0xff, (byte) 0xd8},
          new byte[] {(byte) 0x89, 'P', 'N', 'G'},
          new byte[] {'G', 'I', 'F'},
          new byte[] {'B', 'M'},
          new byte[] {'R', 'I', 'F', 'F'});
  private static final byte NONE = -1;
  private static final byte SKIPPED = -2;
  private static final byte PADDING = -3;
  private static final byte[] VALUES = values();

  private PictureList() {}

  private static byte[] values() {
    byte[] values = new byte[256];
    Arrays.fill(values, NONE);
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < letters.length(); i++) {
      values[letters.charAt(i)] = (byte) i;
    }
    values[' '] = values['+'];
    values['-'] = values['+'];
    values['_'] = values['/'];
    values['='] = PADDING;
    values['\r'] = SKIPPED;
    values['\n'] = SKIPPED;
    values['\t'] = SKIPPED;
    return values;
  }

  /**
   * The pictures of a text; an empty array stands for what is not base64. Fails with IMAGE_EMPTY
   * when there is nothing, or a data URL, and with PARAMETER_TOO_LONG.
   */
  static List<byte[]> decode(RawText text, int countMax, String name) {
    List<byte[]> pictures = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int to = from;
      while (to < text.length() && text.at(to) != ',') {
        to++;
      }
      /* Behind a comma at the end comes no picture. */
      if (to < text.length() || to > from || pictures.isEmpty()) {
        pictures.add(picture(text, from, to));
      }
      if (pictures.size() > countMax) {
        throw new FaceException(FaceFailure.PARAMETER_TOO_LONG, name);
      }
      from = to + 1;
    }
    if (pictures.size() == 1 && pictures.getFirst().length == 0) {
      throw new FaceException(FaceFailure.IMAGE_EMPTY);
    }
    return pictures;
  }

  private static byte[] picture(RawText text, int from, int to) {
    return text.base64(from, to).orElseGet(() -> loose(text, from, to));
  }

  private static byte[] loose(RawText text, int from, int to) {
    int start = from;
    while (start < to && text.at(start) <= ' ' && text.at(start) >= 0) {
      start++;
    }
    if (isDataUrl(text, start, to)) {
      throw new FaceException(FaceFailure.IMAGE_EMPTY, "a data URL");
    }
    int end = to;
    int padding = 0;
    while (end > start && mayEnd(text.at(end - 1))) {
      end--;
      padding += text.at(end) == '=' ? 1 : 0;
    }
    int letters = letters(text, start, end);
    boolean whole = padding < 3 && (letters + padding) % 4 == 0;
    /* Unless something lacks, blanks at the end are no plus signs. */
    if (!whole && padding == 0) {
      end = to;
      letters = letters(text, start, end);
    }
    byte[] picture = decoded(text, start, end, (int) (letters * 3L / 4));
    boolean strict = whole && !isSloppy(text, start, end);
    return strict || seemsPicture(picture) ? picture : new byte[0];
  }

  private static boolean mayEnd(byte letter) {
    byte value = VALUES[letter & 0xff];
    return value == PADDING || value == SKIPPED || letter == ' ';
  }

  private static int letters(RawText text, int start, int end) {
    int letters = 0;
    for (int i = start; i < end; i++) {
      letters += VALUES[text.at(i) & 0xff] == SKIPPED ? 0 : 1;
    }
    return letters;
  }

  private static boolean isSloppy(RawText text, int start, int end) {
    for (int i = start; i < end; i++) {
      byte letter = text.at(i);
      if (letter == ' ' || letter == '-' || letter == '_') {
        return true;
      }
    }
    return false;
  }

  private static boolean seemsPicture(byte[] bytes) {
    return BEGINNINGS.stream()
        .anyMatch(
            beginning ->
                bytes.length >= beginning.length
                    && Arrays.equals(
                        bytes, 0, beginning.length, beginning, 0, beginning.length));
  }

  private static byte[] decoded(RawText text, int start, int end, int bytes) {
    byte[] picture = new byte[bytes];
    int count = 0;
    int bits = 0;
    int held = 0;
    for (int i = start; i < end; i++) {
      byte value = VALUES[text.at(i) & 0xff];
      if (value == SKIPPED) {
        continue;
      }
      if (value < 0) {
        return new byte[0];
      }
      bits = bits << 6 | value;
      held += 6;
      if (held >= 8) {
        held -= 8;
        picture[count++] = (byte) (bits >> held);
      }
    }
    return picture;
  }

  private static boolean isDataUrl(RawText text, int start, int to) {
    if (to - start < DATA_URL.length) {
      return false;
    }
    for (int i = 0; i < DATA_URL.length; i++) {
      if (Character.toLowerCase(text.at(start + i)) != DATA_URL[i]) {
        return false;
      }
    }
    return true;
  }
}
