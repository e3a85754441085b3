package io.facegate.inference;

/** What a model is for. */
public enum ModelRole {
  FACE_DETECTOR,
  FACE_EMBEDDER,
  HEAD_POSE,
  LIVENESS
}
