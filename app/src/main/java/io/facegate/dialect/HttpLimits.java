package io.facegate.dialect;

import java.time.Duration;

/**
 * What callers may take of us.
 *
 * @param bodyBytesMax of one request, whatever its operation would take; default 32 MiB: 10 MiB
 *     of base64 when every letter is percent-encoded
 * @param bodiesBytesMax of all requests that are answered at a time, each counted twice: as it came
 *     and as it is read; over it is OVERLOADED; default 64 MiB
 * @param requestsMax answered at a time; over it is OVERLOADED; default 128
 * @param connectionsMax open at a time; over it new ones wait; default 512
 * @param bodyTimeMax in which a body must have arrived; default 20 s
 * @param silenceMax in which the next byte of a body must arrive; default 10 s
 * @param idleMax in which a request's head must have arrived, counted from the request before;
 *     longer than any answer takes; default 60 s
 */
public record HttpLimits(
    int bodyBytesMax,
    int bodiesBytesMax,
    int requestsMax,
    int connectionsMax,
    Duration bodyTimeMax,
    Duration silenceMax,
    Duration idleMax) {

  /** What holds when nothing is configured. */
  public static HttpLimits defaults() {
    return new HttpLimits(
        32 << 20,
        64 << 20,
        128,
        512,
        Duration.ofSeconds(20),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60));
  }
}
