package io.facegate.core;

import io.facegate.face.Box;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Names faces: a token is the first half of a SHA-256 over the encoded picture and the face's box
 * in whole pixels. So the same picture gives the same token whether it comes as base64 or by URL,
 * through whichever app or API, before and after a restart.
 */
final class FaceTokens {
  /** Keeps tokens apart from every other hash of the same bytes. */
  private static final byte[] DOMAIN = "facegate face 1".getBytes(StandardCharsets.US_ASCII);

  private static final int TOKEN_BYTES = 16;

  private FaceTokens() {}

  /** The digest of a picture, from which the tokens of its faces are made. */
  static byte[] pictureDigest(byte[] encoded) {
    return sha256().digest(encoded);
  }

  /** The token of one face: 32 lower-case hexadecimal digits. */
  static String token(byte[] pictureDigest, Box box) {
    MessageDigest digest = sha256();
    digest.update(DOMAIN);
    digest.update(pictureDigest);
    ByteBuffer place = ByteBuffer.allocate(4 * Long.BYTES);
    place.putLong(Math.round(box.left())).putLong(Math.round(box.top()));
    place.putLong(Math.round(box.width())).putLong(Math.round(box.height()));
    byte[] whole = digest.digest(place.array());
    return HexFormat.of().formatHex(Arrays.copyOf(whole, TOKEN_BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
