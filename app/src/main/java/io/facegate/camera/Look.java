package io.facegate.camera;

import io.facegate.core.Candidate;
import io.facegate.core.Decision;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A face that was measured and searched once.
 *
 * @param at when the picture was taken
 * @param candidates different persons, best first
 * @param score of the best candidate, 0 to 100; 0 when there is none
 * @param decision what that score says
 * @param rivalled whether a second person matches too
 * @param live false when liveness is required and not shown
 */
record Look(
    Instant at,
    Face face,
    Embedding embedding,
    int imageWidth,
    int imageHeight,
    List<Candidate> candidates,
    double score,
    Decision decision,
    boolean rivalled,
    boolean live) {

  /** Whom this look alone speaks for. */
  Optional<Candidate> match() {
    return live && decision == Decision.MATCH
        ? Optional.of(candidates.getFirst())
        : Optional.empty();
  }

  /** Whether this look alone speaks for a person. */
  boolean matches(Candidate person) {
    return match().filter(candidate -> samePerson(candidate, person)).isPresent();
  }

  /** Whether two candidates are one person, in whichever groups. */
  static boolean samePerson(Candidate one, Candidate other) {
    return one.person().person().equals(other.person().person())
        && one.person().app().equals(other.person().app());
  }
}
