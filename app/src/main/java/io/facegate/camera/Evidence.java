package io.facegate.camera;

import io.facegate.core.Candidate;
import io.facegate.core.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last looks at one face. A lone look decides only when its score is far over the threshold and
 * no second person matches; else several must agree, so that a borderline look opens no door.
 */
final class Evidence {
  /* A face that keeps resembling somebody, but never enough, is a stranger in the end. */
  private static final int UNSURE_PATIENCE = 3;

  private RecognitionConfig config;
  private final Deque<Look> window = new ArrayDeque<>();
  private @Nullable Instant firstAt;
  private int shots;

  Evidence(RecognitionConfig config) {
    this.config = config;
  }

  /** Judges by other rules from now on. */
  void adopt(RecognitionConfig other) {
    config = other;
    while (window.size() > windowSize()) {
      window.removeFirst();
    }
  }

  /** Adds a look, and forgets those too old to vote. */
  void add(Look look) {
    if (firstAt == null) {
      firstAt = look.at();
    }
    shots++;
    window.addLast(look);
    if (window.size() > windowSize()) {
      window.removeFirst();
    }
  }

  /** Forgets everything. */
  void clear() {
    window.clear();
    firstAt = null;
    shots = 0;
  }

  /** Whether so few looks were taken that the next ones must not wait. */
  boolean young() {
    return shots < windowSize();
  }

  /** What the looks say together. */
  Verdict verdict() {
    if (window.isEmpty()) {
      return new Verdict.Undecided();
    }
    Look latest = window.getLast();
    Optional<Candidate> match = latest.match();
    if (match.isPresent()) {
      int votes = votes(match.get());
      boolean instant = latest.score() >= config.instantScore() && !latest.rivalled();
      if (instant || votes >= config.consensusShots()) {
        return new Verdict.Known(match.get(), latest, votes);
      }
    }
    return strange(latest) ? new Verdict.Stranger(latest, shots) : new Verdict.Undecided();
  }

  private int votes(Candidate person) {
    int votes = 0;
    for (Look look : window) {
      votes += look.matches(person) ? 1 : 0;
    }
    return votes;
  }

  private boolean strange(Look latest) {
    if (shots < config.strangerShots() || firstAt == null) {
      return false;
    }
    Duration waited = Duration.between(firstAt, latest.at());
    if (waited.compareTo(config.strangerAfter()) < 0
        || window.stream().anyMatch(look -> look.match().isPresent())) {
      return false;
    }
    boolean sure = window.stream().noneMatch(look -> look.decision() == Decision.UNSURE);
    return sure || waited.compareTo(config.strangerAfter().multipliedBy(UNSURE_PATIENCE)) >= 0;
  }

  private int windowSize() {
    return config.consensusShots() == 1 ? 1 : config.consensusShots() + 1;
  }
}
