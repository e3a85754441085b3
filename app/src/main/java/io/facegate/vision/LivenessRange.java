package io.facegate.vision;

import io.facegate.face.Box;
import io.facegate.face.Image;
import io.facegate.inference.LivenessOption;

/**
 * How a face has to lie in its picture so that a scene's models can judge it. What lies outside is
 * not judged at all: then the answer would be about the crop, not the person.
 *
 * @param sidePxMin of the face's longer side
 * @param growthMin how many times the box's size has to fit into the picture; where in it the face
 *     lies does not matter, since a crop that would reach over an edge is moved inwards, and so the
 *     face lies beside its middle
 */
record LivenessRange(int sidePxMin, double growthMin) {
  /*
   * COMMON is a picture taken at arm's length: the face is large, and its models look at skin and
   * at what is around the face, as far as the picture shows it. By MiniFASNet genuine faces of LFW
   * pass 0.5 in 87 of 100 cases while a crop of 1.5 times the box fits, in 78 at 1.3 and in 61 at
   * 1.1. The 48 pixels, and those of GATE, are judgement: nothing was measured.
   */
  private static final LivenessRange COMMON = new LivenessRange(48, 1.5);

  /*
   * GATE is a camera on a wall: people come from farther away, and its models look for the edge of
   * what is held before it, so they need to see twice as far as the face reaches.
   */
  private static final LivenessRange GATE = new LivenessRange(30, 2.0);

  static LivenessRange of(LivenessOption option) {
    return switch (option) {
      case COMMON -> COMMON;
      case GATE -> GATE;
    };
  }

  /** Whether a face can be judged. */
  boolean includes(Image image, Box face) {
    return Math.max(face.width(), face.height()) >= sidePxMin
        && Crops.growthWithin(image, face, growthMin) >= growthMin;
  }
}
