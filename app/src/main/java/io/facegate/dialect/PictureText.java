package io.facegate.dialect;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Pictures written as base64 (RFC 4648, section 4). */
public final class PictureText {
  /* What one character becomes at most. */
  private static final int PERCENT_LENGTH = 3;

  private PictureText() {}

  /**
   * The bytes behind a text. Line breaks are skipped and percent-encoding is undone, since callers
   * send both. Fails with IMAGE_TOO_LARGE or IMAGE_UNREADABLE.
   *
   * @param lengthMax in characters, percent-encoding undone
   */
  public static byte[] decode(String text, int lengthMax) {
    requireShort(text, (long) PERCENT_LENGTH * lengthMax);
    try {
      String plain = percentDecoded(text);
      requireShort(plain, lengthMax);
      return Base64.getDecoder().decode(withoutSpace(plain));
    } catch (IllegalArgumentException malformed) {
      throw new FaceException(FaceFailure.IMAGE_UNREADABLE, "no base64");
    }
  }

  private static void requireShort(String text, long lengthMax) {
    if (text.length() > lengthMax) {
      throw new FaceException(FaceFailure.IMAGE_TOO_LARGE, "base64");
    }
  }

  private static String percentDecoded(String text) {
    return text.indexOf('%') < 0
        ? text
        : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.US_ASCII);
  }

  private static String withoutSpace(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ') {
        return text.replaceAll("[\\x00-\\x20]", "");
      }
    }
    return text;
  }
}
