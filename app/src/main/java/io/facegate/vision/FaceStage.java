package io.facegate.vision;

import io.facegate.face.Face;
import io.facegate.face.Image;

/** One measurement of a found face; stages know nothing of each other. */
interface FaceStage {
  /** Name for timers and logs. */
  String name();

  /** What it tells. */
  Output output();

  /** Whether the face carries this measurement already. */
  boolean isKnown(Face face);

  /** The face with the measurement added; unchanged when this face cannot be judged. */
  Face measure(Image image, Face face);
}
