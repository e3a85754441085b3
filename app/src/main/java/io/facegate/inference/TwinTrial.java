package io.facegate.inference;

import java.nio.FloatBuffer;
import java.util.Locale;

/**
 * A model against its 8-bit twin, on the generated picture of the self-test: whether the twin says
 * the same, and in less time on this box. Which of the two is faster depends on the processor.
 *
 * @param likeness the least over the outputs, 1 for the same: the cosine of long outputs; for short
 *     ones, of which a cosine tells little, 1 less a fifth of the largest difference, in parts of
 *     the largest figure, or of 1 where all are smaller
 * @param wholeMillis of the model, the shortest of some runs
 * @param twinMillis of the twin
 */
public record TwinTrial(double likeness, double wholeMillis, double twinMillis) {
  private static final double LIKENESS_MIN = 0.99;
  private static final double SHORT_LIKENESS_MIN = 0.95;

  /* Less is within what a busy box varies by. */
  private static final double TIME_SHARE_MAX = 0.85;

  private static final int LONG_OUTPUT = 32;
  private static final int RUNS = 6;

  /** Tries both, turn by turn. */
  public static TwinTrial of(Model whole, Model twin) {
    try (ModelRun first = whole.begin();
        ModelRun second = twin.begin()) {
      SelfTest.paint(whole, first);
      SelfTest.paint(twin, second);
      long wholeNanos = Long.MAX_VALUE;
      long twinNanos = Long.MAX_VALUE;
      for (int run = 0; run < RUNS; run++) {
        wholeNanos = Math.min(wholeNanos, nanos(first));
        twinNanos = Math.min(twinNanos, nanos(second));
      }
      return new TwinTrial(likeness(whole, first, second), wholeNanos / 1e6, twinNanos / 1e6);
    }
  }

  /** Whether the twin is to serve instead of the model. */
  public boolean isPassed() {
    return likeness >= LIKENESS_MIN && twinMillis <= TIME_SHARE_MAX * wholeMillis;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "its 8-bit twin %s: %.2f ms instead of %.2f, likeness %.4f",
        isPassed() ? "is used" : "is not used",
        twinMillis,
        wholeMillis,
        likeness);
  }

  private static long nanos(ModelRun run) {
    long start = System.nanoTime();
    run.execute();
    return System.nanoTime() - start;
  }

  private static double likeness(Model whole, ModelRun first, ModelRun second) {
    double least = 1;
    for (int i = 0; i < whole.card().outputs().size(); i++) {
      least = Math.min(least, likeness(first.output(i), second.output(i)));
    }
    return least;
  }

  /** How alike two outputs are, as {@link TwinTrial} has it. */
  public static double likeness(FloatBuffer a, FloatBuffer b) {
    return a.capacity() < LONG_OUTPUT ? nearness(a, b) : cosine(a, b);
  }

  private static double cosine(FloatBuffer a, FloatBuffer b) {
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.capacity(); i++) {
      product += (double) a.get(i) * b.get(i);
      squaresA += (double) a.get(i) * a.get(i);
      squaresB += (double) b.get(i) * b.get(i);
    }
    double cosine = product / Math.sqrt(squaresA * squaresB);
    return Double.isNaN(cosine) ? (squaresA == squaresB ? 1 : 0) : cosine;
  }

  /* Scaled so that what is tolerated of short outputs comes out as what is of long ones. */
  private static double nearness(FloatBuffer a, FloatBuffer b) {
    double largest = 1;
    double apart = 0;
    for (int i = 0; i < a.capacity(); i++) {
      largest = Math.max(largest, Math.abs(a.get(i)));
      double difference = Math.abs(a.get(i) - b.get(i));
      apart = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(apart, difference);
    }
    return 1 - apart / largest * (1 - LIKENESS_MIN) / (1 - SHORT_LIKENESS_MIN);
  }
}
