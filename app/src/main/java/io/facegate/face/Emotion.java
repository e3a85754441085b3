package io.facegate.face;

/** What a face shows of a mood. */
public enum Emotion {
  ANGRY,
  DISGUST,
  FEAR,
  HAPPY,
  SAD,
  SURPRISE,
  NEUTRAL
}
