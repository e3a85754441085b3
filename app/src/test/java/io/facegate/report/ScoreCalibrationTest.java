package io.facegate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.core.ScoreScale;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Scales measured on cosines whose distribution is known. */
class ScoreCalibrationTest {
  private static final ScoreScale SCALE =
      new ScoreScale(List.of(new ScoreScale.Anchor(-1, 0), new ScoreScale.Anchor(1, 100)));

  private static ScoreCalibration of(double[] same, double[] different) {
    Matches matches = new Matches(same, different, 0, 0);
    return new ScoreCalibration(
        new AccuracyReport("some@12345678", 1, List.of(), matches, Accuracy.of(matches, SCALE)));
  }

  private static double[] drawn(int count, double centre, double spread) {
    Random random = new Random(count);
    return DoubleStream.generate(() -> centre + spread * random.nextGaussian())
        .limit(count)
        .toArray();
  }

  @Test
  void eightyIsWhatOneInTenThousandReaches() {
    double[] different = IntStream.range(0, 200_000).mapToDouble(i -> i / 400_000.0).toArray();
    double[] same = IntStream.range(0, 100).mapToDouble(i -> 0.7 + i / 1000.0).toArray();
    List<ScoreCalibration.Point> points = of(same, different).points().orElseThrow();
    assertEquals(
        List.of(0.0, 20.0, 50.0, 70.0, 80.0, 95.0, 100.0),
        points.stream().map(ScoreCalibration.Point::score).toList());
    ScoreCalibration.Point eighty = points.get(4);
    long above = DoubleStream.of(different).filter(cosine -> cosine >= eighty.cosine()).count();
    assertEquals(20, above);
    /* 20 pairs more or fewer by 1.96 times their root. */
    assertTrue(eighty.low() < eighty.cosine() && eighty.cosine() < eighty.high());
    assertEquals(1.96 * Math.sqrt(20) / 400_000, eighty.cosine() - eighty.low(), 1 / 400_000.0);
    assertEquals(0.75, points.get(5).cosine(), 1e-9);
  }

  @Test
  void tooFewPairsGiveNone() {
    ScoreCalibration few = of(drawn(50, 0.7, 0.05), drawn(99_999, 0, 0.1));
    assertEquals(Optional.empty(), few.points());
    assertEquals(99_999, few.differentPairs());
    assertTrue(of(drawn(50, 0.7, 0.05), drawn(100_000, 0, 0.1)).points().isPresent());
  }

  @Test
  void aScaleAlwaysRises() {
    assertEquals(Optional.empty(), of(drawn(50, 0.7, 0.05), new double[100_000]).points());
    for (double[] same : List.of(new double[0], drawn(10, 0.9, 0.01), drawn(100, 0.1, 0.1))) {
      List<ScoreCalibration.Point> points =
          of(same, drawn(150_000, 0, 0.1)).points().orElseThrow();
      for (int i = 1; i < points.size(); i++) {
        assertTrue(points.get(i).cosine() > points.get(i - 1).cosine(), points.toString());
      }
    }
  }
}
