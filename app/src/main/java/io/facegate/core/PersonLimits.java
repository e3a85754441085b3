package io.facegate.core;

/**
 * How much an API lets be enrolled through it; beyond lie GROUPS_FULL, PERSONS_FULL and
 * TOO_MANY_FACES.
 */
public enum PersonLimits {
  /** What the gallery holds as a whole; the documents of AIP and BFR know no other limit. */
  OPEN,
  /**
   * So many groups of an app, persons of a group and faces of a person as is configured; by default
   * those of the youtu document: 5,000, 10,000 and 20.
   */
  COUNTED
}
