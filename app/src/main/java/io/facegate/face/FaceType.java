package io.facegate.face;

/** Whether a face is that of a person or a drawn one. */
public enum FaceType {
  HUMAN,
  CARTOON
}
