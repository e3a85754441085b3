package io.facegate.camera;

import io.facegate.core.CameraState;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a camera does; read by health and metrics while the camera runs. */
final class CameraGauge {
  private static final long NEVER = Long.MIN_VALUE;

  final LongAdder received = new LongAdder();
  final LongAdder analysed = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder unreadable = new LongAdder();
  final LongAdder faces = new LongAdder();
  final LongAdder looks = new LongAdder();
  final LongAdder overloads = new LongAdder();
  final LongAdder faults = new LongAdder();
  final LongAdder reconnects = new LongAdder();
  final LongAdder visits = new LongAdder();
  private final RateMeter receivedRate = new RateMeter();
  private final RateMeter analysedRate = new RateMeter();
  private final AtomicLong lastFrameNanos = new AtomicLong(NEVER);

  /** A frame came in, whether or not it will be looked at. */
  void frameReceived() {
    long now = System.nanoTime();
    received.increment();
    receivedRate.mark(now);
    lastFrameNanos.set(now);
  }

  /** A frame was looked at. */
  void frameAnalysed() {
    analysed.increment();
    analysedRate.mark(System.nanoTime());
  }

  /** Frames that came in a second, lately. */
  double framesPerSecond() {
    return receivedRate.perSecond(System.nanoTime());
  }

  /** All figures at once. */
  CameraStats stats(CameraState state) {
    long now = System.nanoTime();
    long last = lastFrameNanos.get();
    return new CameraStats(
        state,
        receivedRate.perSecond(now),
        analysedRate.perSecond(now),
        received.sum(),
        analysed.sum(),
        dropped.sum(),
        unreadable.sum(),
        faces.sum(),
        looks.sum(),
        overloads.sum(),
        faults.sum(),
        reconnects.sum(),
        visits.sum(),
        last == NEVER
            ? OptionalLong.empty()
            : OptionalLong.of(Duration.ofNanos(now - last).toMillis()));
  }
}
