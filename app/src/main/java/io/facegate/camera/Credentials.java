package io.facegate.camera;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A user name and its password; never shown.
 *
 * @param user may be empty where only a secret is asked for; holds no colon (RFC 7617)
 * @param password the secret in clear
 */
public record Credentials(String user, String password) {

  /** Refuses what could break out of a header or an address. */
  public Credentials {
    if ((user + password).chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("credentials hold a control character");
    }
    if (user.contains(":")) {
      throw new IllegalArgumentException("a user name holds a colon");
    }
  }

  /** Whether somebody gave the same ones; takes the same time whatever differs. */
  public boolean matches(String givenUser, String givenPassword) {
    return MessageDigest.isEqual(bytes(user, password), bytes(givenUser, givenPassword));
  }

  private static byte[] bytes(String user, String password) {
    return (user.length() + ":" + user + ":" + password).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Credentials[***]";
  }
}
