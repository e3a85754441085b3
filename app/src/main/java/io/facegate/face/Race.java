package io.facegate.face;

/** What a face's origin looks like, in the four words of the API documents. */
public enum Race {
  YELLOW,
  WHITE,
  BLACK,
  ARABS
}
