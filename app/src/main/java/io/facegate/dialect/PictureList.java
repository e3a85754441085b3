package io.facegate.dialect;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads pictures written as base64 (RFC 4648) with commas between, straight from the bytes of the
 * text. Both alphabets are read, padding may lack, line breaks are skipped, and a blank is the plus
 * sign that somebody forgot to encode.
 */
final class PictureList {
  private static final byte[] DATA_URL = {'d', 'a', 't', 'a', ':'};
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
    int start = from;
    while (start < to && text.at(start) <= ' ' && text.at(start) >= 0) {
      start++;
    }
    if (isDataUrl(text, start, to)) {
      throw new FaceException(FaceFailure.IMAGE_EMPTY, "a data URL");
    }
    int end = to;
    boolean padded = false;
    while (end > start && mayEnd(text.at(end - 1))) {
      end--;
      padded |= text.at(end) == '=';
    }
    int letters = letters(text, start, end);
    /* Unless something lacks, blanks at the end are no plus signs. */
    if (!padded && letters % 4 != 0) {
      end = to;
      letters = letters(text, start, end);
    }
    return letters % 4 == 1 ? new byte[0] : decoded(text, start, end, letters * 3L / 4);
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

  private static byte[] decoded(RawText text, int start, int end, long bytes) {
    byte[] picture = new byte[(int) bytes];
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
