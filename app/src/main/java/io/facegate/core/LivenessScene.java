package io.facegate.core;

import io.facegate.face.Face;
import io.facegate.vision.Output;
import org.jspecify.annotations.Nullable;

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

  /** What was measured of a face in this scene; null when it was not, or nobody can tell. */
  public @Nullable Double scoreOf(Face face) {
    return this == GATE ? face.gateLiveness() : face.liveness();
  }
}
