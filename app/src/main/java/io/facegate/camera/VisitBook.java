package io.facegate.camera;

import io.facegate.core.EventSink;
import io.facegate.core.FaceEvent;
import io.facegate.core.ScoreScale;
import io.facegate.core.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is before one camera, and what has been told of it: one visit, one BEGIN, however often the
 * person is lost from sight and found again within the gap.
 *
 * <p>A stranger who is recognised later keeps the visit's id: a second BEGIN, now with the person,
 * follows under it.
 */
final class VisitBook {
  private static final int OPEN_MAX = 256;
  /* Within one gap before one camera, less is needed to take a face for the same than to open a
   * door: three quarters of the score. */
  private static final double SAME_FACE_SHARE = 0.75;

  private final String cameraId;
  private VisitConfig config;
  private final EventSink sink;
  private final CameraGauge gauge;
  private final ScoreScale scale;
  private double sameFaceCosine;
  private final List<Visit> open = new ArrayList<>();

  VisitBook(CameraConfig camera, ScoreScale scale, EventSink sink, CameraGauge gauge) {
    this.cameraId = camera.id();
    this.config = camera.visit();
    this.sink = sink;
    this.gauge = gauge;
    this.scale = scale;
    this.sameFaceCosine = sameFaceCosine(camera, scale);
  }

  private static double sameFaceCosine(CameraConfig camera, ScoreScale scale) {
    return scale.cosine(SAME_FACE_SHARE * camera.recognition().decision().acceptScore());
  }

  /** Goes on by another configuration of the same camera; visits that are open stay so. */
  void adopt(CameraConfig camera) {
    config = camera.visit();
    sameFaceCosine = sameFaceCosine(camera, scale);
  }

  /** The cosine from which two faces before this camera within one gap are taken for one. */
  double sameFaceCosine() {
    return sameFaceCosine;
  }

  /**
   * Somebody was recognised.
   *
   * @param before the visit of this very face until now, if any
   */
  Visit recognised(Verdict.Known known, @Nullable Visit before) {
    Optional<Visit> current = of(known.person());
    if (current.isPresent()) {
      Visit visit = current.get();
      if (before != null && before != visit && !before.known()) {
        finish(before);
      }
      further(visit, known.look());
      return visit;
    }
    if (before != null && !before.known() && open.contains(before)) {
      publish(before.as(known), FaceEvent.Phase.BEGIN);
      before.becomes(known);
      return before;
    }
    return begin(new Visit(known.person(), known.look(), known.frames()));
  }

  /** Somebody was looked at who is nobody enrolled, or does not look it right now. */
  Visit strange(Verdict.Stranger stranger) {
    Look look = stranger.look();
    /* A visit that is in this very picture is somebody else's. */
    Optional<Visit> same =
        open.stream()
            .filter(visit -> visit.seenAt().isBefore(look.at()))
            .filter(visit -> visit.resemblance(look) >= sameFaceCosine)
            .max(Comparator.comparingDouble(visit -> visit.resemblance(look)));
    if (same.isPresent()) {
      further(same.get(), look);
      return same.get();
    }
    return begin(new Visit(null, look, stranger.frames()));
  }

  /** A further look at somebody whose visit goes on. */
  void further(Visit visit, Look look) {
    visit.looked(look);
    Duration every = config.updateEvery();
    if (every.isPositive() && visit.hasNews() && told(visit)
        && Duration.between(visit.toldAt(), look.at()).compareTo(every) >= 0) {
      publish(visit, FaceEvent.Phase.UPDATE);
    }
  }

  /** Ends the visits of those who are gone. */
  void tick(Instant now) {
    for (Visit visit : List.copyOf(open)) {
      /* Either way: a clock set back must not make everybody a visitor for hours. */
      if (Duration.between(visit.seenAt(), now).abs().compareTo(config.gap()) > 0) {
        finish(visit);
      }
    }
  }

  /** Ends all visits. */
  void close() {
    List.copyOf(open).forEach(this::finish);
  }

  /** Whether a visit has not ended. */
  boolean isOpen(Visit visit) {
    return open.contains(visit);
  }

  private Optional<Visit> of(Candidate person) {
    return open.stream().filter(visit -> visit.isOf(person)).findFirst();
  }

  /* Told first, noted after: when the event could not be kept, the next look tries again. */
  private Visit begin(Visit visit) {
    publish(visit, FaceEvent.Phase.BEGIN);
    gauge.visits.increment();
    if (open.size() >= OPEN_MAX) {
      finish(open.stream().min(Comparator.comparing(Visit::seenAt)).orElseThrow());
    }
    open.add(visit);
    return visit;
  }

  private void finish(Visit visit) {
    if (open.remove(visit) && config.end()) {
      publish(visit, FaceEvent.Phase.END);
    }
  }

  private boolean told(Visit visit) {
    return visit.known() || config.strangers();
  }

  private void publish(Visit visit, FaceEvent.Phase phase) {
    if (told(visit)) {
      sink.publish(visit.event(cameraId, phase));
    }
  }
}
