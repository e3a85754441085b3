package io.facegate.camera;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One face that is being watched: what the looks at it say, and the visit it belongs to. */
final class Subject {
  /* Under half of the cosine that would match, it is somebody else who has taken the place. */
  private static final double FOREIGN_SHARE = 0.5;

  private RecognitionConfig config;
  private final VisitBook visits;
  private double foreignCosine;
  private final Evidence evidence;
  private @Nullable Visit visit;
  private @Nullable Instant foreignSince;
  private int foreignLooks;

  Subject(RecognitionConfig config, VisitBook visits) {
    this.config = config;
    this.visits = visits;
    this.foreignCosine = FOREIGN_SHARE * visits.sameFaceCosine();
    this.evidence = new Evidence(config);
  }

  /** Judges by other rules from now on; the looks taken still count. */
  void adopt(RecognitionConfig other) {
    config = other;
    foreignCosine = FOREIGN_SHARE * visits.sameFaceCosine();
    evidence.adopt(other);
  }

  /** The face is in the picture. */
  void seen(Instant at) {
    Visit current = visit;
    if (current != null) {
      if (visits.isOpen(current)) {
        current.seen(at);
      } else {
        leave();
      }
    }
  }

  /** Whether it is known who this is, and nothing speaks against it. */
  boolean settled() {
    return visit != null && foreignLooks == 0;
  }

  /** Whether the next looks must not wait. */
  boolean young() {
    return visit == null && evidence.young();
  }

  /** Adds a look, and draws the conclusion. */
  void looked(Look look) {
    evidence.add(look);
    switch (evidence.verdict()) {
      case Verdict.Known known -> recognised(known);
      case Verdict.Stranger stranger -> strange(stranger);
      case Verdict.Undecided _ -> further(look);
    }
  }

  private void recognised(Verdict.Known known) {
    foreignLooks = 0;
    Visit current = visit;
    boolean same = current != null && current.resemblance(known.look()) >= foreignCosine;
    visit = visits.recognised(known, same ? current : null);
  }

  private void strange(Verdict.Stranger stranger) {
    if (visit == null) {
      visit = visits.strange(stranger);
    } else {
      further(stranger.look());
    }
  }

  private void further(Look look) {
    Visit current = visit;
    if (current == null) {
      return;
    }
    if (current.resemblance(look) >= foreignCosine) {
      foreignLooks = 0;
      visits.further(current, look);
      return;
    }
    if (foreignLooks == 0 || foreignSince == null) {
      foreignSince = look.at();
    }
    foreignLooks++;
    boolean longEnough =
        Duration.between(foreignSince, look.at()).compareTo(config.strangerAfter()) >= 0;
    if (longEnough && foreignLooks >= config.strangerShots()) {
      leave();
    }
  }

  private void leave() {
    visit = null;
    foreignLooks = 0;
    evidence.clear();
  }
}
