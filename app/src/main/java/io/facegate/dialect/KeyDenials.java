package io.facegate.dialect;

import io.facegate.access.BceFault;
import io.facegate.access.Denial;
import io.facegate.access.LimitHit;
import io.facegate.access.TokenFault;

/** What callers by access token or bce-auth-v1 signature are told, in the words of AIP's table. */
final class KeyDenials {
  /**
   * The keys cannot be read. Code 13, "Get service token failed", would name a part of the cloud
   * that is not here; this one tells clients to come again.
   */
  static final Denial UNAVAILABLE = new Denial(2, "Service temporarily unavailable");

  private static final Denial FORBIDDEN = new Denial(6, "No permission to access data");

  private KeyDenials() {}

  /** Why a token does not count. */
  static Denial of(TokenFault fault) {
    return switch (fault) {
      case MALFORMED -> new Denial(100, "Invalid parameter");
      case UNKNOWN -> new Denial(110, "Access token invalid or no longer valid");
      case EXPIRED -> new Denial(111, "Access token expired");
      case FORBIDDEN -> FORBIDDEN;
    };
  }

  /** Why a signature does not count. */
  static Denial of(BceFault fault) {
    return switch (fault) {
      case BAD_HEADER, UNKNOWN_KEY, BAD_SIGNATURE, EXPIRED ->
          new Denial(14, "IAM Certification failed");
      case FORBIDDEN -> FORBIDDEN;
    };
  }

  /** Which limit was reached. */
  static Denial of(LimitHit hit) {
    return switch (hit) {
      case GATEWAY_PER_SECOND -> new Denial(4, "Open api request limit reached");
      case KEY_PER_DAY -> new Denial(17, "Open api daily request limit reached");
      case KEY_PER_SECOND -> new Denial(18, "Open api qps request limit reached");
      case KEY_TOTAL -> new Denial(19, "Open api total request limit reached");
    };
  }
}
