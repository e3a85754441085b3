package io.facegate.core;

import io.facegate.face.Face;
import io.facegate.face.Quality;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells event subscribers who was recognised through an API. The event is durable before the caller
 * is answered: a door that opens on the answer leaves its trace even if the power fails then.
 */
final class ApiEvents {
  private static final System.Logger LOG = System.getLogger(ApiEvents.class.getName());
  private static final long LOG_EVERY = 1000;

  private final EventSink sink;
  private final double scoreMin;
  private final AtomicLong lost = new AtomicLong();

  /**
   * Makes the teller.
   *
   * @param scoreMin a match under it is no event
   */
  ApiEvents(EventSink sink, double scoreMin) {
    this.sink = sink;
    this.scoreMin = scoreMin;
  }

  /**
   * Tells of the best candidate, if it is good enough; never fails, and waits no longer than
   * the sink itself allows for.
   */
  void identified(String dialect, Identification identification) {
    if (identification.candidates().isEmpty()) {
      return;
    }
    ScoredCandidate best = identification.candidates().getFirst();
    if (ScoreScale.reaches(best.score(), scoreMin)) {
      publish(event(dialect, identification.face(), best, Instant.now()));
    }
  }

  private void publish(FaceEvent event) {
    try {
      sink.publish(event);
    } catch (RuntimeException failed) {
      lost(failed);
    }
  }

  private void lost(RuntimeException reason) {
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
