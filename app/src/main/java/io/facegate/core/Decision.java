package io.facegate.core;

/** What a score says about a candidate. */
public enum Decision {
  /** It is this person. */
  MATCH,
  /** It may be this person; another look is needed. */
  UNSURE,
  /** It is not this person. */
  UNKNOWN
}
