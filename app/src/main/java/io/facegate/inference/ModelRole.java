package io.facegate.inference;

/** What a model is for. */
public enum ModelRole {
  FACE_DETECTOR,
  FACE_EMBEDDER,
  /** 72 points, pose, and what is covered. */
  FACE_GEOMETRY,
  /** Age, gender and all else that a face looks like. */
  FACE_TRAITS,
  /** Pose alone; serves where no model for the geometry is there. */
  HEAD_POSE,
  LIVENESS
}
