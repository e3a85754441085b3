package io.facegate.face;

/** What a face wears before its eyes. */
public enum Glasses {
  NONE,
  COMMON,
  SUN
}
