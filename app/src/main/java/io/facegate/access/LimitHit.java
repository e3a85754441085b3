package io.facegate.access;

/** Which limit stands in a caller's way; youtu answers code 15 to all. */
public enum LimitHit {
  /** All callers together ask too often. AIP code 4. */
  GATEWAY_PER_SECOND,
  /** AIP code 17. */
  KEY_PER_DAY,
  /** AIP code 18. */
  KEY_PER_SECOND,
  /** AIP code 19. */
  KEY_TOTAL
}
