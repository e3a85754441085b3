package io.facegate.core;

/** Something a caller may ask to be told about a face beside its place and pose. */
public enum FaceDetail {
  /** Blur, illumination, completeness and, with its model, occlusion. */
  QUALITY,
  LIVENESS
}
