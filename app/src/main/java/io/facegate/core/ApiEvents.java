package io.facegate.core;

import io.facegate.face.Face;
import io.facegate.face.Quality;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells event subscribers who was recognised through an API, behind the answer's back. */
final class ApiEvents {
  private static final System.Logger LOG = System.getLogger(ApiEvents.class.getName());
  private static final long LOG_EVERY = 1000;

  private final EventSink sink;
  private final Predicate<Runnable> worker;
  private final double scoreMin;
  private final AtomicLong lost = new AtomicLong();

  /**
   * Makes the teller.
   *
   * @param worker runs something later, or says that it has no room
   * @param scoreMin a match under it is no event
   */
  ApiEvents(EventSink sink, Predicate<Runnable> worker, double scoreMin) {
    this.sink = sink;
    this.worker = worker;
    this.scoreMin = scoreMin;
  }

  /** Tells of the best candidate, if it is good enough; never fails and never waits. */
  void identified(String dialect, Identification identification) {
    if (identification.candidates().isEmpty()) {
      return;
    }
    ScoredCandidate best = identification.candidates().getFirst();
    if (ScoreScale.reaches(best.score(), scoreMin)) {
      FaceEvent event = event(dialect, identification.face(), best, Instant.now());
      if (!worker.test(() -> publish(event))) {
        lost(null);
      }
    }
  }

  private void publish(FaceEvent event) {
    try {
      sink.publish(event);
    } catch (RuntimeException failed) {
      lost(failed);
    }
  }

  private void lost(@Nullable RuntimeException reason) {
    long count = lost.incrementAndGet();
    if (count % LOG_EVERY == 1) {
      LOG.log(System.Logger.Level.WARNING, count + " events of API matches were lost", reason);
    }
  }

  private static FaceEvent event(
      String dialect, SeenFace seen, ScoredCandidate best, Instant now) {
    Face face = seen.face();
    Quality quality = face.quality();
    return new FaceEvent(
        null,
        dialect,
        FaceEvent.Phase.BEGIN,
        UUID.randomUUID().toString(),
        now,
        best.candidate(),
        best.score(),
        face.box(),
        seen.imageWidth(),
        seen.imageHeight(),
        face.probability(),
        quality == null ? null : quality.blur(),
        face.liveness(),
        1);
  }
}
