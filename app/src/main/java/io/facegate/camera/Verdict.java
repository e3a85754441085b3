package io.facegate.camera;

import io.facegate.core.Candidate;

/** What the looks at one face add up to. */
sealed interface Verdict {
  /** Nothing yet. */
  record Undecided() implements Verdict {}

  /**
   * A person.
   *
   * @param look the newest that speaks for the person
   * @param frames how many looks speak for the person
   */
  record Known(Candidate person, Look look, int frames) implements Verdict {}

  /**
   * Nobody who is enrolled.
   *
   * @param frames how many looks were taken
   */
  record Stranger(Look look, int frames) implements Verdict {}
}
