package io.facegate.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A scale of scores for an embedder, measured on an operator's own pairs: 80 is the cosine that one
 * in 10,000 pairs of two people reaches.
 */
public final class ScoreCalibration {
  /** As for the rates of {@link Accuracy}: ten pairs of 10,000 each must be able to go wrong. */
  public static final long DIFFERENT_PAIRS_MIN = 100_000;

  /** Fewer pairs of one person say little of where most of them lie. */
  private static final int SAME_PAIRS_MIN = 30;

  private static final double RISE_MIN = 0.02;

  /** Two-sided 95 % of the normal distribution, which a count of rare events nearly has. */
  private static final double Z = 1.96;

  private final AccuracyReport report;

  /**
   * One point of the scale.
   *
   * @param score 0 to 100
   * @param cosine what it stands for
   * @param low of the 95 % interval of the cosine; the cosine itself where there is none
   * @param high of the interval
   */
  public record Point(double score, double cosine, double low, double high) {}

  /** Of pairs that were measured. */
  ScoreCalibration(AccuracyReport report) {
    this.report = report;
  }

  /**
   * Measures all pairs of a file.
   *
   * @throws ReportRefusedException when a pair stands there twice: it would count twice, and know
   *     no more
   */
  public static ScoreCalibration measure(Pack pack, PairFile file, Progress progress)
      throws ReportRefusedException {
    Map<Set<?>, Integer> lines = new HashMap<>();
    for (Pair pair : file.pairs()) {
      if (pair.first().equals(pair.second())) {
        throw new ReportRefusedException(
            "line %d pairs a picture with itself".formatted(pair.line()));
      }
      Integer earlier = lines.putIfAbsent(Set.of(pair.first(), pair.second()), pair.line());
      if (earlier != null) {
        throw new ReportRefusedException(
            "line %d repeats the pair of line %d".formatted(pair.line(), earlier));
      }
    }
    return new ScoreCalibration(AccuracyReport.measure(pack, file, progress));
  }

  /** Whose scale it is. */
  public String embeddingModel() {
    return report.embeddingModel();
  }

  /** How well the scale in use does on these pairs, for a person. */
  public String text() {
    return report.text();
  }

  /** Pairs of one person that could be compared. */
  public long samePairs() {
    return report.matches().same().length;
  }

  /** Pairs of two people that could be compared. */
  public long differentPairs() {
    return report.matches().different().length;
  }

  /** Whether there are enough pairs of two people to tell one in 10,000. */
  public boolean isSupported() {
    return differentPairs() >= DIFFERENT_PAIRS_MIN;
  }

  /** The scale; empty where pairs are too few, or too much alike for one that rises. */
  public Optional<List<Point>> points() {
    if (!isSupported()) {
      return Optional.empty();
    }
    List<Point> points = measured();
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).cosine() <= points.get(i - 1).cosine()) {
        return Optional.empty();
      }
    }
    return Optional.of(points);
  }

  private List<Point> measured() {
    double[] different = report.matches().different();
    double[] same = report.matches().same();
    List<Point> points = new ArrayList<>();
    points.add(exact(0, different[0]));
    points.add(exact(20, different[different.length / 2]));
    points.add(rare(50, different, 1e-2));
    points.add(rare(70, different, 1e-3));
    Point usual = rare(Accuracy.SCORE_IN_USE, different, 1e-4);
    points.add(usual);
    double median = same.length < SAME_PAIRS_MIN ? -1 : same[same.length / 2];
    /* A weak model knows half of the pairs below the usual threshold; the scale must rise. */
    boolean rises = median > usual.cosine() + RISE_MIN;
    points.add(exact(95, rises ? median : (usual.cosine() + 1) / 2));
    points.add(exact(100, 1));
    return points;
  }

  private static Point exact(double score, double cosine) {
    return new Point(score, cosine, cosine, cosine);
  }

  /* The interval by order statistics: so many pairs more or fewer could as well lie above. */
  private static Point rare(double score, double[] rising, double rate) {
    double above = rate * rising.length;
    double spread = Z * Math.sqrt(above);
    return new Point(
        score, below(rising, above), below(rising, above + spread), below(rising, above - spread));
  }

  private static double below(double[] rising, double above) {
    int place = rising.length - 1 - (int) Math.floor(above + 1e-9);
    int at = Math.clamp(place, 0, rising.length - 1);
    return at + 1 < rising.length ? (rising[at] + rising[at + 1]) / 2 : rising[at];
  }
}
