package io.facegate.face;

/** What a face's sex looks like. */
public enum Gender {
  FEMALE,
  MALE
}
