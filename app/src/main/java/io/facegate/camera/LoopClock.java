package io.facegate.camera;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells for how long a loop has not come round. */
final class LoopClock {
  private final LongSupplier nanos;
  private volatile long turnedNanos;
  private volatile boolean runs;

  /** By the clock of the machine. */
  LoopClock() {
    this(System::nanoTime);
  }

  LoopClock(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The loop has come round. */
  void turned() {
    turnedNanos = nanos.getAsLong();
    runs = true;
  }

  /** The loop has ended, and need not come round again. */
  void ended() {
    runs = false;
  }

  /** How long ago it came round; zero when it has not begun or has ended. */
  Duration stillFor() {
    return runs ? Duration.ofNanos(nanos.getAsLong() - turnedNanos) : Duration.ZERO;
  }
}
