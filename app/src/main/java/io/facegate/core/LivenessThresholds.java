package io.facegate.core;

/**
 * Liveness scores at which few living people are refused, as face-api v3 fixes them; models are
 * calibrated so that they hold.
 */
public final class LivenessThresholds {
  /** One living person in 10 000 is under it. */
  public static final double FRR_1E_4 = 0.05;

  /** One in 1000. */
  public static final double FRR_1E_3 = 0.3;

  /** One in 100. */
  public static final double FRR_1E_2 = 0.9;

  private LivenessThresholds() {}
}
