package io.facegate.core;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps decoded pictures from filling the memory together: small ones are worked on side by side,
 * the largest one after the other. A picture that is larger than all the room has it alone.
 */
final class PixelRoom {
  private static final int BYTES_PER_PIXEL = 3;
  private static final int UNIT_BYTES = 1 << 10;
  private static final Duration WAIT_MAX = Duration.ofSeconds(10);

  private final Semaphore unitsFree;
  private final int unitsMax;

  /** So much room. */
  PixelRoom(long bytesMax) {
    this.unitsMax = Math.clamp(bytesMax / UNIT_BYTES, 1, Integer.MAX_VALUE);
    this.unitsFree = new Semaphore(unitsMax, true);
  }

  /** A quarter of what this process may use for all it keeps. */
  static PixelRoom ofHeap() {
    return new PixelRoom(Runtime.getRuntime().maxMemory() / 4);
  }

  /** Does work that holds so many pixels; waits for room, and fails with OVERLOADED. */
  <T> T hold(long pixels, Callable<T> work) throws Exception {
    int units = (int) Math.min(unitsMax, pixels * BYTES_PER_PIXEL / UNIT_BYTES);
    if (!unitsFree.tryAcquire(units, WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new FaceException(FaceFailure.OVERLOADED, "too many large pictures at a time");
    }
    try {
      return work.call();
    } finally {
      unitsFree.release(units);
    }
  }
}
