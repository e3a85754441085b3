package io.facegate.camera;

import java.time.Duration;

/**
 * How a camera that fails is tried again: after 1 s five times, 5 s five times, 10 s ten times, and
 * then at the longest pause; each a little shorter or longer by chance, so that cameras behind one
 * dead switch do not come back in step.
 *
 * @param pauseMax the longest pause, which cuts the shorter ones too; default 60 s
 * @param healthyAfter a camera that has worked so long starts again at the first pause; default
 *     30 s
 * @param stallAfter a camera without a new picture for so long is taken for dead; default 10 s
 */
public record ReconnectConfig(Duration pauseMax, Duration healthyAfter, Duration stallAfter) {

  /** The defaults. */
  public static ReconnectConfig defaults() {
    return new ReconnectConfig(
        Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(10));
  }
}
