package io.facegate.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the liveness checks said to a presentation.
 *
 * @param scores by check; one that gave no response has none
 * @param fault why the file is no presentation at all, in words; null when it is one
 */
record PadOutcome(
    PadFolder.Sample sample, Map<PadCheck, Double> scores, @Nullable String fault) {
  PadOutcome {
    scores = Map.copyOf(scores);
  }

  /** Whether it counts for a check. */
  boolean isOf(PadCheck check) {
    return fault == null && check.takes(sample);
  }
}
