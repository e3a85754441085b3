package io.facegate.face;

/** How much a face smiles. */
public enum Expression {
  NONE,
  SMILE,
  LAUGH
}
