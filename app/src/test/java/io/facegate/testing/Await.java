package io.facegate.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something to become true, for a bounded time. */
public final class Await {
  private Await() {}

  /** Returns once the condition holds; fails with {@code what} when it does not in time. */
  public static void until(Duration patience, BooleanSupplier condition, String what) {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new AssertionError("not within " + patience + ": " + what);
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for " + what, e);
      }
    }
  }
}
