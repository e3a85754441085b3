package io.facegate.vision;

/** Something that can be told about a face beside its place. */
public enum Output {
  POSE,
  /** Blur, illumination and completeness. */
  QUALITY,
  /** The part of quality that says what is covered. */
  OCCLUSION,
  LIVENESS,
  EMBEDDING,
  /** The 72 points. */
  POINTS,
  /** Age, gender and all else that a face looks like. */
  TRAITS,
  /** The outline; told from the points. */
  SHAPE,
  /** Whether the picture is composed of several. */
  SPOOFING,
  /** The parts of the face, pixel by pixel of the whole picture: large. */
  PARSING
}
