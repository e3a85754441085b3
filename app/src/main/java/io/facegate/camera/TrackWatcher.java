package io.facegate.camera;

import io.facegate.core.EventSink;
import io.facegate.core.FrameService;
import io.facegate.face.Face;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PictureSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Follows the faces in a stream of frames, and looks closer at each as often as is worth it. */
final class TrackWatcher implements FrameWatcher {
  private CameraConfig camera;
  private final FrameService service;
  private final CameraGauge gauge;
  private LookTaker taker;
  private final VisitBook visits;
  private final Tracker tracker;
  private Duration lookPause;

  TrackWatcher(CameraConfig camera, FrameService service, EventSink sink, CameraGauge gauge) {
    this.camera = camera;
    this.service = service;
    this.gauge = gauge;
    this.taker = new LookTaker(camera, service, gauge);
    this.visits = new VisitBook(camera, service.scoreScale(), sink, gauge);
    this.tracker =
        new Tracker(
            camera.visit().trackGap(), () -> new Subject(this.camera.recognition(), visits));
    this.lookPause = lookPause(camera);
  }

  private static Duration lookPause(CameraConfig camera) {
    return Duration.ofNanos((long) (1e9 / camera.recognition().looksPerSecondMax()));
  }

  @Override
  public void adopt(CameraConfig config) {
    camera = config;
    taker = new LookTaker(config, service, gauge);
    lookPause = lookPause(config);
    visits.adopt(config);
    tracker.adopt(config.visit().trackGap(), subject -> subject.adopt(config.recognition()));
  }

  @Override
  public void look(Frame frame) {
    Instant at = frame.capturedAt();
    visits.tick(at);
    try {
      watch(frame, at);
    } catch (FaceException e) {
      if (e.failure() != FaceFailure.OVERLOADED) {
        throw e;
      }
      gauge.overloads.increment();
    }
  }

  private void watch(Frame frame, Instant at) {
    RecognitionConfig config = camera.recognition();
    int width = frame.image().width();
    int height = frame.image().height();
    List<Face> faces =
        service
            .detect(frame.image(), PictureSpec.COMMON, config.facesMax(), config.faceSizePxMin())
            .stream()
            .filter(face -> face.probability() >= config.probabilityMin())
            .filter(face -> camera.region().contains(face.box(), width, height))
            .toList();
    gauge.frameAnalysed();
    gauge.faces.add(faces.size());
    List<Tracker.Found> found = tracker.follow(faces, at);
    for (Tracker.Found one : found) {
      one.track().subject().seen(at);
      one.track().consider(Shot.of(frame, one.face()));
    }
    for (Tracker.Found one : found) {
      if (one.track().lookDue(at, pause(one.track().subject()))) {
        Optional<Look> look = taker.look(one.track().takeShot(at));
        look.ifPresent(one.track().subject()::looked);
      }
    }
  }

  private Duration pause(Subject subject) {
    if (subject.settled()) {
      return camera.recognition().recheckEvery();
    }
    return subject.young() ? lookPause.dividedBy(4) : lookPause;
  }

  @Override
  public void tick(Instant now) {
    visits.tick(now);
  }

  @Override
  public void close(Instant now) {
    visits.close();
  }
}
