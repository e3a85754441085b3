package io.facegate.events.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double up to a limit, each shortened by up to half at random. */
final class Backoff {
  private final Duration least;
  private final Duration most;
  private final RandomGenerator random;
  private Duration next;

  Backoff(Duration least, Duration most, RandomGenerator random) {
    this.least = least;
    this.most = most;
    this.random = random;
    next = least;
  }

  /** The pause to make now. */
  Duration pause() {
    long nanos = next.toNanos();
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(most) > 0 ? most : doubled;
    return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
  }

  /** Begins again with the least pause. */
  void reset() {
    next = least;
  }
}
