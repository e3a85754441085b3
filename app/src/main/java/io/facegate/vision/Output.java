package io.facegate.vision;

import java.util.EnumSet;
import java.util.Set;

/** Something that can be told about a face beside its place. */
public enum Output {
  POSE,
  /** Blur, illumination and completeness. */
  QUALITY,
  /** The part of quality that says what is covered. */
  OCCLUSION,
  /** At arm's length. */
  LIVENESS,
  /** Liveness as a gate's camera sees people. */
  LIVENESS_GATE,
  EMBEDDING,
  /** The 72 points. */
  POINTS,
  /** Age, gender and all else that a face looks like. */
  TRAITS,
  /** The outline; told from the points. */
  SHAPE,
  /** Whether the picture is composed of several. */
  SPOOFING,
  /** The parts of the face, pixel by pixel of the whole picture: large. */
  PARSING,
  /** The face cut out of the picture, for an embedder to come. */
  CROP;

  /** What must be told so that all of these can be. */
  static Set<Output> withNeeds(Set<Output> wanted) {
    EnumSet<Output> all = EnumSet.noneOf(Output.class);
    all.addAll(wanted);
    if (all.contains(TRAITS)) {
      all.addAll(Set.of(POSE, OCCLUSION));
    }
    if (all.contains(SHAPE) || all.contains(PARSING)) {
      all.addAll(Set.of(POSE, POINTS, OCCLUSION));
    }
    /* One picture has one embedding, whatever else is asked for. */
    if (all.contains(EMBEDDING) || all.contains(CROP)) {
      all.add(POINTS);
    }
    if (all.contains(OCCLUSION)) {
      all.add(QUALITY);
    }
    return all;
  }
}
