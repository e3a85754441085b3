package io.facegate.inference;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * The same model run in several ways on the generated picture of the self-test, turn by turn: which
 * say the same as the first, and in what time on this box.
 */
public final class ModelTrial {
  /** Below, an output is not the same. */
  static final double LIKENESS_MIN = 0.99;

  /* Less is within what a busy box varies by. */
  private static final double TIME_SHARE_MAX = 0.85;

  private static final double SHORT_LIKENESS_MIN = 0.95;
  private static final int LONG_OUTPUT = 32;
  private static final int RUNS = 6;

  private ModelTrial() {}

  /**
   * What was measured of one of them.
   *
   * @param likeness to the first, the least over the outputs
   * @param millis of the shortest run
   */
  record Measured(double likeness, double millis) {
    boolean saysTheSame() {
      return likeness >= LIKENESS_MIN;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.2f ms, likeness %.4f", millis, likeness);
    }
  }

  /**
   * Runs all, turn by turn; the first is what the others are compared with.
   *
   * @throws FailedRunException when one of them fails
   */
  static List<Measured> of(List<Model> models) {
    return of(models, RUNS);
  }

  /** Runs each once, as {@link #of(List)}; the times mean nothing. */
  static List<Measured> likenesses(List<Model> models) {
    return of(models, 1);
  }

  private static List<Measured> of(List<Model> models, int turns) {
    List<ModelRun> runs = new ArrayList<>();
    try {
      for (Model model : models) {
        ModelRun run = model.begin();
        runs.add(run);
        SelfTest.paint(model, run);
      }
      long[] shortest = times(runs, turns);
      List<Measured> measured = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        measured.add(
            new Measured(likeness(models.getFirst(), runs.getFirst(), runs.get(i)),
                shortest[i] / 1e6));
      }
      return measured;
    } finally {
      runs.forEach(ModelRun::close);
    }
  }

  /**
   * Which of them is to serve: the first that is allowed and says the same, unless a later one does
   * so in clearly less time; the first of all when none is allowed.
   */
  static int best(List<Measured> measured, IntPredicate allowed) {
    int best = -1;
    for (int i = 0; i < measured.size(); i++) {
      Measured rival = measured.get(i);
      boolean fit = rival.saysTheSame() && allowed.test(i);
      if (fit
          && (best < 0 || rival.millis() <= TIME_SHARE_MAX * measured.get(best).millis())) {
        best = i;
      }
    }
    return Math.max(best, 0);
  }

  private static long[] times(List<ModelRun> runs, int turns) {
    long[] shortest = new long[runs.size()];
    Arrays.fill(shortest, Long.MAX_VALUE);
    for (int turn = 0; turn < turns; turn++) {
      for (int i = 0; i < shortest.length; i++) {
        long start = System.nanoTime();
        execute(runs.get(i), i);
        shortest[i] = Math.min(shortest[i], System.nanoTime() - start);
      }
    }
    return shortest;
  }

  private static void execute(ModelRun run, int place) {
    try {
      run.execute();
    } catch (EngineFaultException | IllegalStateException failed) {
      throw new FailedRunException(place, failed);
    }
  }

  private static double likeness(Model model, ModelRun first, ModelRun second) {
    double least = 1;
    for (int i = 0; i < model.card().outputs().size(); i++) {
      least = Math.min(least, likeness(first.output(i), second.output(i)));
    }
    return least;
  }

  /**
   * How alike two outputs are, 1 for the same: the cosine of long outputs; for short ones, of which
   * a cosine tells little, 1 less a fifth of the largest difference, in parts of the largest
   * figure, or of 1 where all are smaller.
   */
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
