package io.facegate.core;

import java.time.Duration;

/**
 * How much work runs and waits at a time.
 *
 * @param threads that run it; 1 or more
 * @param queueMax pieces of work that wait for a thread; 1 or more; one more is OVERLOADED
 * @param queueTimeMax how long one waits before it is given up as OVERLOADED
 * @param runTimeMax how long one that has begun is waited for before it counts as hanging
 * @param stopTimeMax how long a stop waits for what has begun
 */
public record WorkerLimits(
    int threads, int queueMax, Duration queueTimeMax, Duration runTimeMax, Duration stopTimeMax) {

  /** Checks that there is room for work. */
  public WorkerLimits {
    if (threads < 1 || queueMax < 1) {
      throw new IllegalArgumentException(
          "%d threads and a queue of %d do no work".formatted(threads, queueMax));
    }
  }

  /** So many threads, with 32 waiting for each, at most 5 s. */
  public static WorkerLimits of(int threads) {
    return new WorkerLimits(
        threads,
        threads * 32,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(3));
  }
}
