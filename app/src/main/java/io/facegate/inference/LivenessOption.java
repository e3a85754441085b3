package io.facegate.inference;

/** The scenes for which face-api v3 lets liveness be judged. */
public enum LivenessOption {
  /** A phone or a desk camera, at arm's length. */
  COMMON,
  /** A gate's camera, at some distance. */
  GATE
}
