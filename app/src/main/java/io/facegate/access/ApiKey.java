package io.facegate.access;

import java.time.Instant;

/**
 * A pair of id and secret that lets a program call on behalf of one application. The same pair
 * serves every vendor's words for it: API key and secret key, client id and client secret, AK and
 * SK, SecretId and SecretKey.
 *
 * @param id public; 24 of {@code [0-9A-Za-z]} when we made it
 * @param secret known to its owner and to us
 * @param terms what it stands for
 * @param created when it was made
 * @param ends when it was revoked; {@link Instant#MAX} while it is in force
 */
public record ApiKey(
    String id, KeySecret secret, KeyTerms terms, Instant created, Instant ends) {

  /** The app id whose gallery its calls see. */
  public String appId() {
    return terms.appId();
  }

  /** Whether it counts. One that was revoked never does again, even if the clock is set back. */
  public boolean inForce() {
    return ends.equals(Instant.MAX);
  }

  /** Whether a dialect may be spoken with it. */
  public boolean speaks(String dialect) {
    return terms.dialects().isEmpty() || terms.dialects().contains(dialect);
  }

  ApiKey endedAt(Instant moment) {
    return new ApiKey(id, secret, terms, created, moment);
  }
}
