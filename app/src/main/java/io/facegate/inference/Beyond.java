package io.facegate.inference;

/** What a model sees beyond the edges of the picture. */
public enum Beyond {
  BLACK,
  /** The pixels of the edge go on. */
  EDGE
}
