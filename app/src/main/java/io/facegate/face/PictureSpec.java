package io.facegate.face;

/** How a picture came about, which decides how faces are looked for in it. */
public enum PictureSpec {
  /** Any photograph: faces of all sizes, several of them. */
  COMMON,
  /** A snap camera's crop: small, tight, one face that may touch all four edges. */
  SNAP
}
