package io.facegate.face;

import org.jspecify.annotations.Nullable;

/**
 * One face found in a picture; what was not asked for, or cannot be told, is absent.
 *
 * @param probability that this is a face, 0 to 1
 * @param liveness that this is a living person and no recapture, 0 to 1
 */
public record Face(
    Box box,
    double probability,
    Landmarks landmarks,
    @Nullable HeadPose pose,
    @Nullable Quality quality,
    @Nullable Double liveness,
    @Nullable Embedding embedding) {

  /** A face of which only place and points are known. */
  public Face(Box box, double probability, Landmarks landmarks) {
    this(box, probability, landmarks, null, null, null, null);
  }
}
