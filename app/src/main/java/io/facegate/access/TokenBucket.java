package io.facegate.access;

import java.time.Duration;

/** Lets so many through a second, in bursts of as many; not safe for use by several threads. */
final class TokenBucket {
  private static final double SECOND_MILLIS = Duration.ofSeconds(1).toMillis();

  private double tokens;
  private long filledMillis;

  /** A full one. */
  TokenBucket(int perSecond, long nowMillis) {
    this.tokens = perSecond;
    this.filledMillis = nowMillis;
  }

  /** Whether it has something to give at a rate, which may have changed; 0 is without limit. */
  boolean has(int perSecond, long nowMillis) {
    long elapsed = Math.max(0, nowMillis - filledMillis);
    tokens = Math.min(perSecond, tokens + elapsed * perSecond / SECOND_MILLIS);
    filledMillis = nowMillis;
    return perSecond == 0 || tokens >= 1;
  }

  void take() {
    tokens = Math.max(0, tokens - 1);
  }
}
