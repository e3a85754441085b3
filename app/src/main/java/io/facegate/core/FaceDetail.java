package io.facegate.core;

/** Something a caller may ask to be told about a face beside its place and pose. */
public enum FaceDetail {
  /** Blur, illumination, completeness and, with its model, occlusion. */
  QUALITY,
  LIVENESS,
  /** The 72 points. */
  POINTS,
  /** Age, gender, race, expression, emotion, glasses, kind of face, beauty and eyes. */
  TRAITS,
  /** The outline of the face. */
  SHAPE,
  /** Whether the picture is composed of several. */
  SPOOFING,
  /** Which part of the face each pixel of the picture shows. */
  PARSING
}
