package io.facegate.dialect;

import io.facegate.access.Denial;
import io.facegate.access.LimitHit;
import io.facegate.access.YoutuFault;

/** What callers by youtu signature are told, after the table of return codes of its document. */
final class YoutuDenials {
  /** The keys, or the signatures that came before, cannot be read. */
  static final Denial UNAVAILABLE = new Denial(108, "authentication service unavailable");

  private static final Denial TOO_OFTEN = new Denial(15, "too many requests");

  private YoutuDenials() {}

  /** Why a signature does not count. */
  static Denial of(YoutuFault fault) {
    return switch (fault) {
      case EMPTY -> new Denial(4, "signature is empty");
      case MALFORMED -> new Denial(5, "signature string is wrong");
      case TARGET_MISMATCH ->
          new Denial(6, "appid or bucket of the signature does not match the request");
      case EXPIRED -> new Denial(9, "signature has expired");
      case APP_UNKNOWN -> new Denial(10, "appid does not exist");
      case SECRET_ID_UNKNOWN -> new Denial(11, "secretid does not exist");
      case APP_MISMATCH -> new Denial(12, "appid and secretid do not match");
      case REPLAYED -> new Denial(13, "signature was used before");
      case BAD_SIGNATURE -> new Denial(14, "signature verification failed");
      case TOO_OFTEN -> TOO_OFTEN;
      case BUCKET_UNKNOWN -> new Denial(16, "bucket does not exist");
    };
  }

  /** Which limit was reached does not matter here. */
  static Denial of(LimitHit hit) {
    return switch (hit) {
      case GATEWAY_PER_SECOND, KEY_PER_DAY, KEY_PER_SECOND, KEY_TOTAL -> TOO_OFTEN;
    };
  }
}
