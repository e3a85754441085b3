package io.facegate.camera;

import java.time.Duration;

/** Picks frames out of a faster stream so that on average so many a second are looked at. */
final class FramePacer {
  private final long periodNanos;
  private boolean started;
  private long dueNanos;

  FramePacer(double framesPerSecondMax) {
    this.periodNanos = Math.round(Duration.ofSeconds(1).toNanos() / framesPerSecondMax);
  }

  /** Whether the frame of this moment is to be looked at. */
  boolean due(long nowNanos) {
    /* Half a period early is in time: a camera that sends exactly the wanted number of frames, a
     * little unevenly, would otherwise lose every other one. The grid keeps the average. */
    if (started && dueNanos - nowNanos > periodNanos / 2) {
      return false;
    }
    boolean late = !started || nowNanos - dueNanos > periodNanos;
    dueNanos = (late ? nowNanos : dueNanos) + periodNanos;
    started = true;
    return true;
  }
}
