package io.facegate.report;

import io.facegate.core.LivenessScene;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a liveness check said to a presentation.
 *
 * @param scores by scene; a scene that gave no response has none
 * @param fault why the file is no presentation at all, in words; null when it is one
 */
record PadOutcome(
    PadFolder.Sample sample, Map<LivenessScene, Double> scores, @Nullable String fault) {
  PadOutcome {
    scores = Map.copyOf(scores);
  }

  /** Whether it counts in a scene; a video is judged at arm's length alone. */
  boolean isOf(LivenessScene scene) {
    return fault == null && (scene == LivenessScene.COMMON || !sample.isVideo());
  }
}
