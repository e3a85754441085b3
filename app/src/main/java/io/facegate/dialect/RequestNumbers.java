package io.facegate.dialect;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers of 13 digits, each once and rising: the clock in milliseconds, one ahead of it whenever
 * two requests fall into the same millisecond.
 */
final class RequestNumbers {
  private final InstantSource clock;
  private final AtomicLong last = new AtomicLong();

  RequestNumbers(InstantSource clock) {
    this.clock = clock;
  }

  long next() {
    return last.updateAndGet(before -> Math.max(before + 1, clock.millis()));
  }
}
