package io.facegate.vision;

import java.nio.file.Path;

/**
 * How faces are found and measured.
 *
 * @param models folder of the model files the catalog names
 * @param decode limits for pictures
 * @param detectionScoreMin probability from which something counts as a face, above 0 to 1;
 *     0.6 by default: lower finds more faces, and more that are none. With a verifier it is what
 *     the mean of its and the detector's log odds stands for
 * @param detectionSidePxMax longest side of the network's picture, 320 to 1920; 1280 by default.
 *     Larger finds smaller faces in large pictures, at a cost that grows with its square
 */
public record VisionConfig(
    Path models, DecodeLimits decode, double detectionScoreMin, int detectionSidePxMax) {
  /** Checks the ranges. */
  public VisionConfig {
    if (detectionScoreMin <= 0 || detectionScoreMin > 1) {
      throw new IllegalArgumentException("detectionScoreMin of " + detectionScoreMin);
    }
    if (detectionSidePxMax < 320 || detectionSidePxMax > 1920) {
      throw new IllegalArgumentException("detectionSidePxMax of " + detectionSidePxMax);
    }
  }

  /** The defaults, for a folder of models. */
  public static VisionConfig defaults(Path models) {
    return new VisionConfig(models, DecodeLimits.defaults(), 0.6, 1280);
  }
}
