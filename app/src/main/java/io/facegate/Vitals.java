package io.facegate;

import io.facegate.camera.Cameras;
import io.facegate.gallery.StoredGallery;
import io.facegate.ops.VitalCheck;
import io.facegate.vision.Analyzer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** By what the watchdog tells whether the service is alive. */
final class Vitals {
  private static final Duration TIME_MAX = Duration.ofSeconds(10);

  /* A look may wait for a picture thread, and then for the model, half a minute each. */
  private static final Duration FRAME_LOOP_STILL_MAX = Duration.ofSeconds(90);

  private Vitals() {}

  /** Every model runs, the store answers, and frames are looked at. */
  static List<VitalCheck> of(Analyzer analyzer, StoredGallery gallery, Cameras cameras) {
    return List.of(
        new VitalCheck("inference", TIME_MAX, analyzer::fault),
        new VitalCheck("gallery", TIME_MAX, () -> fault(gallery)),
        new VitalCheck("cameras", TIME_MAX, () -> fault(cameras)));
  }

  /*
   * A store that hangs is a fault. One that cannot write, on a full disk say, is told by health:
   * the people enrolled are still known, and a new start would only lose them.
   */
  private static Optional<String> fault(StoredGallery gallery) {
    gallery.writable();
    return Optional.empty();
  }

  private static Optional<String> fault(Cameras cameras) {
    List<String> stuck = cameras.stuck(FRAME_LOOP_STILL_MAX);
    return stuck.isEmpty() ? Optional.empty() : Optional.of("are not looked at: " + stuck);
  }
}
