package io.facegate.camera;

import java.time.Duration;

/** Tells for how long a loop has not come round. */
final class LoopClock {
  private volatile long turnedNanos;
  private volatile boolean runs;

  /** The loop has come round. */
  void turned() {
    turnedNanos = System.nanoTime();
    runs = true;
  }

  /** The loop has ended, and need not come round again. */
  void ended() {
    runs = false;
  }

  /** How long ago it came round; zero when it has not begun or has ended. */
  Duration stillFor() {
    return runs ? Duration.ofNanos(System.nanoTime() - turnedNanos) : Duration.ZERO;
  }
}
