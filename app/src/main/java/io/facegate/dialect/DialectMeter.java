package io.facegate.dialect;

import java.time.Duration;

/** Hears of every answered call. */
@FunctionalInterface
public interface DialectMeter {
  /**
   * A call was answered.
   *
   * @param operation its name, or {@code unknown}
   * @param outcome {@code OK} or the name of the failure
   * @param took from its headers to its answer
   */
  void answered(String dialect, String operation, String outcome, Duration took);
}
