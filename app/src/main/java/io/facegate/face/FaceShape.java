package io.facegate.face;

/** The outline of a face, in the five words of the API documents. */
public enum FaceShape {
  SQUARE,
  TRIANGLE,
  OVAL,
  HEART,
  ROUND
}
