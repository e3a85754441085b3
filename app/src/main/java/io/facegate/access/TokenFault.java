package io.facegate.access;

/** Why an access token is refused. */
public enum TokenFault {
  /** None was sent, or what was sent has not the form of one. AIP code 100. */
  MALFORMED,
  /** We never gave it out, or its key has been revoked. AIP code 110. */
  UNKNOWN,
  /** It was good once. AIP code 111. */
  EXPIRED,
  /** Its key is not for this dialect. AIP code 6. */
  FORBIDDEN
}
