package io.facegate.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The secret half of an API key. Unlike {@link Secret} it can be recovered, because callers sign
 * with it; it never shows itself.
 */
public final class KeySecret {
  private final String text;

  private KeySecret(String text) {
    this.text = text;
  }

  /**
   * A secret as its owner knows it.
   *
   * @throws IllegalArgumentException when the text is blank: such a secret keeps nobody out
   */
  public static KeySecret of(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a secret is not blank");
    }
    return new KeySecret(text);
  }

  /** Whether somebody knows the secret; takes the same time whatever is offered. */
  public boolean matches(String offered) {
    return MessageDigest.isEqual(
        Hmac.sha256(bytes(), bytes()),
        Hmac.sha256(bytes(), offered.getBytes(StandardCharsets.UTF_8)));
  }

  /** The secret itself, for its owner at the moment of making; for nobody else. */
  public String reveal() {
    return text;
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeySecret secret && matches(secret.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
