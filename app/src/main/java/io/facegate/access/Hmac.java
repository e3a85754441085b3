package io.facegate.access;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes (RFC 2104). */
final class Hmac {
  private Hmac() {}

  /** HMAC-SHA256, 32 bytes. */
  static byte[] sha256(byte[] key, byte[] message) {
    return hash("HmacSHA256", key, message);
  }

  /** HMAC-SHA1, 20 bytes: only where a published protocol demands it. */
  static byte[] sha1(byte[] key, byte[] message) {
    return hash("HmacSHA1", key, message);
  }

  private static byte[] hash(String algorithm, byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(message);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
