package io.facegate.access;

/** Why a bce-auth-v1 signature is refused. AIP answers code 14 to all but the last, and 6 there. */
public enum BceFault {
  /** The header has not the published form. */
  BAD_HEADER,
  UNKNOWN_KEY,
  /** The key's owner did not sign this request. */
  BAD_SIGNATURE,
  /** Signed too long ago, or too far in the future. */
  EXPIRED,
  /** The key is not for this dialect. */
  FORBIDDEN
}
