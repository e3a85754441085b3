package io.facegate.camera;

import io.facegate.face.Image;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Tries a camera beside the service: opens its source once, as the service would, and looks at its
 * pictures for a while.
 */
public final class CameraTrial {
  private static final Duration CHECK_EVERY = Duration.ofMillis(50);
  private static final Duration END_PATIENCE = Duration.ofSeconds(1);
  private static final int LOOKS_MIN = 2;
  private static final Duration LOOKING_MAX = Duration.ofSeconds(20);

  /* What a stream held ready when it was opened comes at once, and says nothing of its rate. */
  private static final Duration BURST = Duration.ofMillis(700);

  private final CameraConfig camera;
  private final Function<byte[], Image> decoder;
  private final ToIntFunction<Image> faces;

  /**
   * A trial of a camera that is read, not of one that pushes.
   *
   * @param decoder decodes single pictures
   * @param faces how many faces a picture shows
   */
  public CameraTrial(
      CameraConfig camera, Function<byte[], Image> decoder, ToIntFunction<Image> faces) {
    if (camera.source() instanceof SourceConfig.SnapPush) {
      throw new IllegalArgumentException("a push is not read");
    }
    this.camera = camera;
    this.decoder = decoder;
    this.faces = faces;
  }

  /**
   * Makes the trial.
   *
   * @param patience until the first picture
   * @param watching how long to look from then on
   */
  public CameraFinding run(Duration patience, Duration watching) throws InterruptedException {
    LatestFrame latest = new LatestFrame();
    CameraGauge gauge = new CameraGauge();
    FrameInlet inlet = new FrameInlet(latest, gauge, InstantSource.system());
    SourceThread thread =
        new SourceThread(camera.id(), Cameras.source(camera.source(), decoder), inlet);
    try {
      Optional<Frame> first = first(latest, thread, patience);
      if (first.isEmpty()) {
        return CameraFinding.failed(complaint(thread, patience));
      }
      Duration firstAfter = Duration.ofNanos(inlet.openNanos());
      return watched(new Watched(latest, gauge, inlet, thread), first.get(), firstAfter, watching);
    } finally {
      inlet.shut();
      thread.stop();
      thread.ended(END_PATIENCE);
    }
  }

  /* One connection under way. */
  private record Watched(
      LatestFrame latest, CameraGauge gauge, FrameInlet inlet, SourceThread thread) {}

  private static Optional<Frame> first(LatestFrame latest, SourceThread thread, Duration patience)
      throws InterruptedException {
    long untilNanos = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < untilNanos) {
      Optional<Frame> frame = latest.take(CHECK_EVERY);
      if (frame.isPresent()) {
        return frame;
      }
      if (thread.ended(Duration.ofNanos(1))) {
        return latest.take(Duration.ZERO);
      }
    }
    return Optional.empty();
  }

  private static String complaint(SourceThread thread, Duration patience) {
    SourceException failure = thread.failure();
    return failure == null
        ? "no picture within %d s".formatted(patience.toSeconds())
        : failure.detail();
  }

  private CameraFinding watched(
      Watched source, Frame first, Duration firstAfter, Duration watching)
      throws InterruptedException {
    source.thread().ended(BURST);
    long startNanos = System.nanoTime();
    long receivedBefore = source.gauge().received.sum();
    int most = 0;
    int looks = 0;
    long lookedNanos = 0;
    boolean ended = false;
    Optional<Frame> frame = Optional.of(first);
    while (System.nanoTime() - startNanos
        < (looks < LOOKS_MIN ? LOOKING_MAX : watching).toNanos()) {
      if (frame.isPresent()) {
        long beganNanos = System.nanoTime();
        most = Math.max(most, faces.applyAsInt(frame.get().image()));
        looks++;
        /* The first one only warms the models up. */
        lookedNanos = System.nanoTime() - beganNanos + (looks > LOOKS_MIN ? lookedNanos : 0);
      }
      if (ended) {
        break;
      }
      frame = source.latest().take(CHECK_EVERY);
      ended = frame.isEmpty() && source.thread().ended(Duration.ofNanos(1));
    }
    OptionalDouble rate =
        ended
            ? OptionalDouble.empty()
            : rate(
                source.gauge().received.sum() - receivedBefore, System.nanoTime() - startNanos);
    return finding(
        source.inlet(), first, firstAfter, rate, most, lookedNanos / Math.max(1, looks - 1));
  }

  private static OptionalDouble rate(long frames, long nanos) {
    return nanos <= 0 || frames == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) frames * Duration.ofSeconds(1).toNanos() / nanos);
  }

  private CameraFinding finding(
      FrameInlet inlet,
      Frame first,
      Duration firstAfter,
      OptionalDouble rate,
      int faces,
      long lookNanos) {
    StreamFacts facts =
        inlet
            .facts()
            .orElseGet(
                () ->
                    new StreamFacts(
                        camera.source() instanceof SourceConfig.Snapshot ? "jpeg" : "",
                        first.image().width(),
                        first.image().height()));
    return new CameraFinding(
        Optional.empty(),
        facts.widthPx(),
        facts.heightPx(),
        facts.codec(),
        rate,
        faces,
        firstAfter,
        Duration.ofNanos(lookNanos));
  }
}
