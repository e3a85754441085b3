package io.facegate.vision;

import io.facegate.face.Face;
import java.util.Set;

/** Measurements of a found face that are made at once; stages know nothing of each other. */
interface FaceStage {
  /** Name for timers and logs. */
  String name();

  /** What it tells. */
  Set<Output> outputs();

  /** Whether the face carries all of these already that this stage could tell. */
  boolean isKnown(Face face, Set<Output> wanted);

  /** The face with the measurements added; unchanged when this face cannot be judged. */
  Face measure(FaceView view, Face face);
}
