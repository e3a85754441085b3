package io.facegate.vision;

/** Something that can be told about a face beside its place. */
public enum Output {
  POSE,
  /** Blur, illumination and completeness. */
  QUALITY,
  /** The part of quality that says what is covered. */
  OCCLUSION,
  LIVENESS,
  EMBEDDING
}
