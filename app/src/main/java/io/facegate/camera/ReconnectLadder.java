package io.facegate.camera;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** How long to wait before a camera is tried again: longer the more often it has failed. */
final class ReconnectLadder {
  private static final List<Rung> RUNGS =
      List.of(
          new Rung(5, Duration.ofSeconds(1)),
          new Rung(5, Duration.ofSeconds(5)),
          new Rung(10, Duration.ofSeconds(10)));
  private static final double JITTER = 0.2;

  private final Duration pauseMax;
  private final RandomGenerator random;
  private int failures;

  private record Rung(int times, Duration pause) {}

  ReconnectLadder(Duration pauseMax, RandomGenerator random) {
    this.pauseMax = pauseMax;
    this.random = random;
  }

  /** Counts a failure and gives the pause after it, up to a fifth longer or shorter by chance. */
  Duration failed() {
    Duration pause = pauseAfter(failures);
    failures++;
    double share = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofNanos(Math.round(pause.toNanos() * share));
  }

  /** Forgets the failures of a camera that is well again. */
  void healthy() {
    failures = 0;
  }

  private Duration pauseAfter(int failuresBefore) {
    int left = failuresBefore;
    for (Rung rung : RUNGS) {
      if (left < rung.times) {
        return rung.pause.compareTo(pauseMax) < 0 ? rung.pause : pauseMax;
      }
      left -= rung.times;
    }
    return pauseMax;
  }
}
