package io.facegate.access;

import java.time.Duration;

/** The answer to a request for an access token (RFC 6749, section 4.4). */
public sealed interface TokenAnswer {

  /**
   * A token and what is documented to come with it.
   *
   * @param accessToken {@code 24.<32 hex>.2592000.<unix end>.<6 digits>-<app number>}
   * @param expiresIn 30 days
   * @param scope blank-separated; holds all of which SDKs look for one, and without which they sign
   * @param refreshToken of the documented form; refreshing is asking anew
   * @param sessionKey documented, used by nobody
   * @param sessionSecret documented, used by nobody
   */
  record Granted(
      String accessToken,
      Duration expiresIn,
      String scope,
      String refreshToken,
      String sessionKey,
      String sessionSecret)
      implements TokenAnswer {
    @Override
    public String toString() {
      return "Granted[***]";
    }
  }

  /**
   * No token; HTTP status 401.
   *
   * @param error its {@code error}
   * @param description its {@code error_description}
   * @param secretIsWrong whether there is such a key, but its secret is another one
   */
  record Refused(String error, String description, boolean secretIsWrong)
      implements TokenAnswer {}

  /** The keys cannot be read. */
  record Unavailable() implements TokenAnswer {}
}
