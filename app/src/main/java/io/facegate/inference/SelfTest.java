package io.facegate.inference;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs a model once on a generated picture and compares with the golden figures of its card, so
 * that a wrong file or a wrong engine fails loudly at start instead of quietly at the gate.
 */
public final class SelfTest {
  /*
   * Engines differ in the last digits (order of sums, half precision on some devices), a wrong
   * graph or colour order differs in the first. Two per cent of an output's largest figure lies
   * well between.
   */
  private static final double TOLERANCE = 0.02;
  private static final double TOLERANCE_FLOOR = 1e-3;

  /* One figure alone says nothing of how large the output gets: a probability may be near 0. */
  private static final double TOLERANCE_OF_ONE = 0.01;

  /** Golden figures kept per output, at most. */
  public static final int FIGURES = 16;

  private SelfTest() {}

  /**
   * What came of a test.
   *
   * @param modelId name and checksum of the model
   * @param deviation largest difference, in units of what is tolerated; above 1 is a failure
   */
  public record Result(String modelId, double deviation) {
    /** Whether the figures were reproduced. */
    public boolean passed() {
      return deviation <= 1;
    }
  }

  /** Tests a model that was opened at the size its card gives. */
  public static Result run(Model model) {
    return compare(model.card().outputs().stream().map(OutputSpec::golden).toList(), model);
  }

  /** Tests a model of whatever size against another of the same size that is to be trusted. */
  static Result run(Model trusted, Model model) {
    return compare(figures(trusted), model);
  }

  private static Result compare(List<List<Double>> golden, Model model) {
    List<List<Double>> figures = figures(model);
    double worst = 0;
    for (int i = 0; i < figures.size(); i++) {
      worst = Math.max(worst, deviation(golden.get(i), figures.get(i)));
    }
    return new Result(model.card().modelId(), worst);
  }

  /** The figures of each output for the generated picture: what a card's golden lists hold. */
  public static List<List<Double>> figures(Model model) {
    try (ModelRun run = model.begin()) {
      paint(model, run);
      run.execute();
      return IntStream.range(0, model.card().outputs().size())
          .mapToObj(i -> sample(run.output(i)))
          .toList();
    }
  }

  private static double deviation(List<Double> golden, List<Double> figures) {
    if (golden.size() != figures.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = golden.stream().mapToDouble(Math::abs).max().orElse(0);
    double floor = golden.size() == 1 ? TOLERANCE_OF_ONE : TOLERANCE_FLOOR;
    double tolerated = Math.max(TOLERANCE * largest, floor);
    double worst = 0;
    for (int i = 0; i < golden.size(); i++) {
      double difference = Math.abs(golden.get(i) - figures.get(i));
      worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
    }
    return worst / tolerated;
  }

  private static List<Double> sample(FloatBuffer output) {
    int total = output.capacity();
    int count = Math.min(FIGURES, total);
    return IntStream.range(0, count)
        .mapToObj(i -> (double) output.get((int) ((long) i * (total - 1) / Math.max(1, count - 1))))
        .toList();
  }

  /** Fills a run's input with the generated picture. */
  static void paint(Model model, ModelRun run) {
    paint(model.input(), run.input());
  }

  /* Two colour ramps and a bright disc: smooth, unlike in each plane, and not symmetrical. */
  private static void paint(InputSpec input, FloatBuffer tensor) {
    for (int y = 0; y < input.height(); y++) {
      double v = (y + 0.5) / input.height();
      for (int x = 0; x < input.width(); x++) {
        double u = (x + 0.5) / input.width();
        boolean disc = Math.hypot(u - 0.4, v - 0.45) < 0.25;
        int place = y * input.width() + x;
        put(input, tensor, 0, place, disc ? 150 : 40 + 120 * u);
        put(input, tensor, 1, place, disc ? 170 + 40 * v : 60 + 90 * v);
        put(input, tensor, 2, place, disc ? 220 - 60 * u : 100 - 50 * u * v);
      }
    }
  }

  private static void put(InputSpec input, FloatBuffer tensor, int colour, int place, double v) {
    int plane = input.colours() == ColourOrder.BGR ? colour : 2 - colour;
    double value = (v - input.mean().get(plane)) * input.factor().get(plane);
    tensor.put(plane * input.height() * input.width() + place, (float) value);
  }
}
