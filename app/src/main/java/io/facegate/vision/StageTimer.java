package io.facegate.vision;

/** Hears how long each stage of the pipeline took; called often, from several threads. */
@FunctionalInterface
public interface StageTimer {
  /** A timer that forgets. */
  StageTimer NONE = (stage, nanos) -> {};

  /**
   * A stage has ended.
   *
   * @param stage decode, detect, quality, geometry, pose, traits, shape, parsing, liveness,
   *     embed, or verify, which is a part of detect
   * @param nanos elapsed time
   */
  void took(String stage, long nanos);
}
