package io.facegate.camera;

import io.facegate.core.EventSink;
import io.facegate.core.FrameService;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.PictureSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at crops that a camera has cut out itself. They have no place in a picture by which a face
 * could be followed: a crop belongs to the face it resembles, of those seen within the gap.
 */
final class SnapWatcher {
  private static final int REMEMBERED_MAX = 64;

  private CameraConfig camera;
  private final FrameService service;
  private final CameraGauge gauge;
  private LookTaker taker;
  private final VisitBook visits;
  private final List<Remembered> remembered = new ArrayList<>();

  private static final class Remembered {
    private final Subject subject;
    private Embedding embedding;
    private Instant at;

    Remembered(Subject subject, Look look) {
      this.subject = subject;
      this.embedding = look.embedding();
      this.at = look.at();
    }
  }

  SnapWatcher(CameraConfig camera, FrameService service, EventSink sink, CameraGauge gauge) {
    this.camera = camera;
    this.service = service;
    this.gauge = gauge;
    this.taker = new LookTaker(camera, service, gauge);
    this.visits = new VisitBook(camera, service.scoreScale(), sink, gauge);
  }

  /** Looks by another configuration of the same camera from now on. */
  void adopt(CameraConfig config) {
    camera = config;
    taker = new LookTaker(config, service, gauge);
    visits.adopt(config);
    remembered.forEach(one -> one.subject.adopt(config.recognition()));
  }

  /** Looks at a crop; gives how many faces are in it. */
  int look(Frame frame) {
    visits.tick(frame.capturedAt());
    RecognitionConfig config = camera.recognition();
    int width = frame.image().width();
    int height = frame.image().height();
    List<Face> faces =
        service
            .detect(frame.image(), PictureSpec.SNAP, config.facesMax(), config.faceSizePxMin())
            .stream()
            .filter(face -> face.probability() >= config.probabilityMin())
            .filter(face -> camera.region().contains(face.box(), width, height))
            .toList();
    gauge.frameAnalysed();
    gauge.faces.add(faces.size());
    for (Face face : faces) {
      taker.look(Shot.of(frame, face)).ifPresent(this::looked);
    }
    return faces.size();
  }

  private void looked(Look look) {
    Duration gap = camera.visit().gap();
    remembered.removeIf(one -> Duration.between(one.at, look.at()).compareTo(gap) > 0);
    Optional<Remembered> same = resembling(look);
    if (same.isEmpty() && remembered.size() >= REMEMBERED_MAX) {
      remembered.removeFirst();
    }
    Remembered one =
        same.orElseGet(() -> new Remembered(new Subject(camera.recognition(), visits), look));
    remembered.remove(one);
    remembered.addLast(one);
    one.embedding = look.embedding();
    one.at = look.at();
    one.subject.seen(look.at());
    one.subject.looked(look);
  }

  private Optional<Remembered> resembling(Look look) {
    return remembered.stream()
        .filter(one -> one.at.isBefore(look.at()))
        .filter(one -> one.embedding.cosine(look.embedding()) >= visits.sameFaceCosine())
        .max((a, b) -> Double.compare(cosine(a, look), cosine(b, look)));
  }

  private static double cosine(Remembered one, Look look) {
    return one.embedding.cosine(look.embedding());
  }

  /** Lets time pass. */
  void tick(Instant now) {
    visits.tick(now);
  }

  /** Ends all visits. */
  void close() {
    visits.close();
  }
}
