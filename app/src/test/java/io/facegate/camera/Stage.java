package io.facegate.camera;

import io.facegate.camera.FakeFaceService.Drawn;
import io.facegate.face.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** A camera that sees what a test puts before it, ten frames a second, in a time of its own. */
final class Stage {
  static final Duration STEP = Duration.ofMillis(100);
  static final int WIDTH = 640;
  static final int HEIGHT = 360;

  final FakeFaceService service = new FakeFaceService();
  final Witness witness = new Witness();
  final CameraGauge gauge = new CameraGauge();
  private final TrackWatcher watcher;
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  Stage() {
    this(UnaryOperator.identity());
  }

  Stage(UnaryOperator<CameraConfig> change) {
    CameraConfig plain =
        CameraConfig.of("gate", new SourceConfig.Fed(consumer -> {}), List.of("staff"));
    service.enroll("staff", "ann", FakeFaceService.somebody(0));
    service.enroll("staff", "bob", FakeFaceService.somebody(1));
    watcher = new TrackWatcher(change.apply(plain), service, witness, gauge);
  }

  /** The time on the stage. */
  Instant now() {
    return now;
  }

  /** Shows faces for one frame. */
  void frame(Drawn... faces) {
    Image image = service.draw(WIDTH, HEIGHT, faces);
    watcher.look(new Frame(image, now));
    now = now.plus(STEP);
  }

  /** Shows the same for several frames. */
  void frames(int count, Drawn... faces) {
    for (int i = 0; i < count; i++) {
      frame(faces);
    }
  }

  /** Lets time pass before an empty gate. */
  void empty(Duration time) {
    for (long i = 0; i < time.dividedBy(STEP); i++) {
      frame();
    }
  }

  /** Sets the clock back. */
  void setBack(Duration time) {
    now = now.minus(time);
  }

  /** Ends the play. */
  void close() {
    watcher.close(now);
  }
}
