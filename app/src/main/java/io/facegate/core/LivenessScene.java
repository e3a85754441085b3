package io.facegate.core;

import io.facegate.vision.Output;

/** Where a person stands before the camera whose liveness is judged; each has its own models. */
public enum LivenessScene {
  /** At arm's length, as with a phone; the face is large. */
  COMMON(Output.LIVENESS),
  /** On the way to a gate: farther away, and seen with more around. */
  GATE(Output.LIVENESS_GATE);

  private final Output output;

  LivenessScene(Output output) {
    this.output = output;
  }

  /** What is measured of a face in this scene. */
  public Output output() {
    return output;
  }
}
