package io.facegate.camera;

import java.time.Duration;

/** Counts how often something happens, over the last five whole seconds. */
final class RateMeter {
  private static final int SECONDS = 5;
  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  private final long[] counts = new long[SECONDS + 1];
  private long second = Long.MIN_VALUE;
  private long firstSecond;

  /** Counts one. */
  synchronized void mark(long nowNanos) {
    advance(nowNanos);
    counts[slot(second)]++;
  }

  /** How many a second there were. */
  synchronized double perSecond(long nowNanos) {
    if (second == Long.MIN_VALUE) {
      return 0;
    }
    advance(nowNanos);
    long sum = 0;
    for (int i = 1; i <= SECONDS; i++) {
      sum += counts[slot(second - i)];
    }
    return (double) sum / Math.clamp(second - firstSecond, 1, SECONDS);
  }

  private void advance(long nowNanos) {
    long now = Math.floorDiv(nowNanos, SECOND_NANOS);
    if (second == Long.MIN_VALUE) {
      firstSecond = now;
      second = now;
    }
    for (long skipped = Math.max(second + 1, now - SECONDS); skipped <= now; skipped++) {
      counts[slot(skipped)] = 0;
    }
    second = Math.max(second, now);
  }

  private int slot(long ofSecond) {
    return (int) Math.floorMod(ofSecond, (long) counts.length);
  }
}
