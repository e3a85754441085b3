package io.facegate.inference;

/** What a model is for. */
public enum ModelRole {
  FACE_DETECTOR,
  /** A second look at what a detector found. */
  FACE_VERIFIER,
  FACE_EMBEDDER,
  /** 72 points, pose, and what is covered. */
  FACE_GEOMETRY,
  /** Age, gender and all else that a face looks like. */
  FACE_TRAITS,
  /** Pose alone; serves where no model for the geometry is there. */
  HEAD_POSE,
  LIVENESS;

  /**
   * The role whose pack serves this one, too: itself, but for a verifier, which fits no detector
   * but the one it was trained for.
   */
  public ModelRole chosenWith() {
    return this == FACE_VERIFIER ? FACE_DETECTOR : this;
  }
}
