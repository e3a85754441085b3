package io.facegate.core;

import io.facegate.face.FaceFailure;

/** What became of one picture among several. */
public sealed interface FaceOutcome {
  /** Its face was added. */
  record Added(SeenFace face) implements FaceOutcome {}

  /** Nothing was added. */
  record Failed(FaceFailure failure) implements FaceOutcome {}
}
