package io.facegate.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Something only a rightful caller knows. Only its SHA-256 is kept, and comparing takes the same
 * time whatever is offered; it never shows itself.
 */
public final class Secret {
  private final byte[] digest;

  private Secret(byte[] digest) {
    this.digest = digest;
  }

  /**
   * The secret behind a text.
   *
   * @throws IllegalArgumentException when the text is blank: such a secret keeps nobody out
   */
  public static Secret of(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a secret is not blank");
    }
    return new Secret(sha256(text));
  }

  /** Whether somebody knows the secret. */
  public boolean matches(String offered) {
    return MessageDigest.isEqual(digest, sha256(offered));
  }

  /** Whether both are the same secret; takes the same time whatever differs. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(digest, secret.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  @Override
  public String toString() {
    return "***";
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
