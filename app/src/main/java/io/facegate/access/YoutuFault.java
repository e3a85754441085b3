package io.facegate.access;

/** Why a youtu signature is refused: one for one the table of return codes, here in words. */
public enum YoutuFault {
  /** Code 4. */
  EMPTY,
  /** The text cannot be read, or breaks a rule of its fields. Code 5. */
  MALFORMED,
  /** It names another appid or bucket than the request. Code 6. */
  TARGET_MISMATCH,
  /** Code 9. */
  EXPIRED,
  /** No key has this appid. Code 10. */
  APP_UNKNOWN,
  /** Also of a key that is revoked or not for this dialect. Code 11. */
  SECRET_ID_UNKNOWN,
  /** Both are known, but do not belong together. Code 12. */
  APP_MISMATCH,
  /** A single-use signature came a second time. Code 13. */
  REPLAYED,
  /** The key's owner did not make it. Code 14. */
  BAD_SIGNATURE,
  /** More single-use signatures than can be remembered. Code 15. */
  TOO_OFTEN,
  /** The key has no such bucket. Code 16. */
  BUCKET_UNKNOWN
}
