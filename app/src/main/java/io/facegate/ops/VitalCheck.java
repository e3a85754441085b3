package io.facegate.ops;

import java.time.Duration;
import java.util.Optional;

/**
 * Something without which the service is not alive, tried again and again.
 *
 * @param name of the part, for the log
 * @param timeMax how long a try may take
 * @param probe tries it, on a thread of its own, which may hang
 */
public record VitalCheck(String name, Duration timeMax, Probe probe) {

  /** Tries a part. */
  @FunctionalInterface
  public interface Probe {
    /**
     * What is wrong with it; empty when all is well.
     *
     * @throws Exception is something wrong, too
     */
    Optional<String> fault() throws Exception;
  }
}
