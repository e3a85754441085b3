package io.facegate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.core.ScoreScale;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The figures of pairs, on cosines whose figures are known. */
class AccuracyTest {
  private static final double EXACT = 1e-12;
  /* Cosine 0.4 is score 80. */
  private static final ScoreScale SCALE =
      new ScoreScale(
          List.of(
              new ScoreScale.Anchor(-1, 0),
              new ScoreScale.Anchor(0.4, 80),
              new ScoreScale.Anchor(1, 100)));

  @Test
  void pairsThatLieApartAreAllToldApart() {
    Accuracy accuracy =
        Accuracy.of(new Matches(new double[] {0.9, 0.6}, new double[] {0.2, 0.1}, 0, 0), SCALE);
    Accuracy.Best best = accuracy.best().orElseThrow();
    assertEquals(new Share(4, 4), best.right());
    assertEquals(0.4, best.cosine(), EXACT);
    assertEquals(80, best.score(), 1e-9);
    assertEquals(new Share(0, 2), accuracy.inUse().falselyAccepted());
    assertEquals(new Share(0, 2), accuracy.inUse().falselyRejected());
    assertEquals(0.4, accuracy.inUse().cosine(), EXACT);
  }

  @Test
  void acceptedAtTheThresholdItself() {
    Matches matches = new Matches(new double[] {0.4}, new double[] {0.4}, 0, 0);
    Accuracy accuracy = Accuracy.of(matches, SCALE);
    assertEquals(new Share(1, 1), accuracy.inUse().falselyAccepted());
    assertEquals(new Share(0, 1), accuracy.inUse().falselyRejected());
    assertEquals(new Share(1, 2), accuracy.best().orElseThrow().right());
  }

  /* Two-person cosines 0, 0.001 ... 0.999: rates of false acceptance can be read off. */
  @Test
  void ratesAreExact() {
    double[] different = IntStream.range(0, 1000).mapToDouble(i -> i / 1000.0).toArray();
    double[] same = IntStream.range(0, 100).mapToDouble(i -> 0.9005 + i / 1000.0).toArray();
    Accuracy accuracy = Accuracy.of(new Matches(same, different, 0, 0), SCALE);
    Accuracy.Rate hundredth = accuracy.rates().get(0);
    assertEquals(new Share(10, 1000), hundredth.falselyAccepted());
    /* Beyond 0.989 lie 0.9895 ... 0.9995, half way to the first of which the threshold lies. */
    assertEquals(0.98925, hundredth.cosine(), 1e-9);
    assertEquals(new Share(11, 100), hundredth.accepted());
    assertTrue(hundredth.isSupported());
    Accuracy.Rate thousandth = accuracy.rates().get(1);
    assertEquals(new Share(1, 1000), thousandth.falselyAccepted());
    assertEquals(new Share(2, 100), thousandth.accepted());
    assertFalse(thousandth.isSupported());
    assertEquals(10_000, thousandth.pairsMin());
    Accuracy.Rate tenThousandth = accuracy.rates().get(2);
    assertEquals(new Share(0, 1000), tenThousandth.falselyAccepted());
    assertEquals(new Share(1, 100), tenThousandth.accepted());
    assertEquals(100_000, tenThousandth.pairsMin());
  }

  @Test
  void equalCosinesStayOnOneSide() {
    double[] different = new double[1000];
    Arrays.fill(different, 990, 1000, 0.7);
    Arrays.fill(different, 985, 990, 0.6);
    Accuracy accuracy =
        Accuracy.of(new Matches(new double[] {0.65, 0.8}, different, 0, 0), SCALE);
    assertEquals(new Share(10, 1000), accuracy.rates().get(0).falselyAccepted());
    assertEquals(new Share(2, 2), accuracy.rates().get(0).accepted());
    assertEquals(new Share(0, 1000), accuracy.rates().get(1).falselyAccepted());
    assertEquals(new Share(1, 2), accuracy.rates().get(1).accepted());
  }

  @Test
  void picturesWithoutFaceFlatterNobody() {
    Matches matches = new Matches(new double[] {0.9, 0.8}, new double[] {0.1}, 2, 7);
    Accuracy accuracy = Accuracy.of(matches, SCALE);
    assertEquals(new Share(3, 5), accuracy.best().orElseThrow().right());
    assertEquals(new Share(2, 4), accuracy.rates().getFirst().accepted());
    assertEquals(new Share(2, 4), accuracy.inUse().falselyRejected());
    assertEquals(new Share(0, 1), accuracy.inUse().falselyAccepted());
  }

  @Test
  void withoutAnyCosineOnlyRejectionsAreKnown() {
    Accuracy accuracy = Accuracy.of(new Matches(new double[0], new double[0], 3, 1), SCALE);
    assertTrue(accuracy.best().isEmpty());
    assertEquals(List.of(), accuracy.rates());
    assertEquals(new Share(3, 3), accuracy.inUse().falselyRejected());
    assertFalse(accuracy.inUse().falselyAccepted().isKnown());
  }

  @Test
  void pairsOfOneKindGiveNoRates() {
    Accuracy same = Accuracy.of(new Matches(new double[] {0.5}, new double[0], 0, 0), SCALE);
    assertEquals(List.of(), same.rates());
    assertEquals(new Share(1, 1), same.best().orElseThrow().right());
    Accuracy different = Accuracy.of(new Matches(new double[0], new double[] {1}, 0, 0), SCALE);
    assertEquals(new Share(1, 1), different.best().orElseThrow().right());
    assertFalse(different.rates().getFirst().accepted().isKnown());
  }

  /* The plain twin: every threshold tried on every pair. */
  @Test
  void bestAndRatesAgreeWithTryingAllThresholds() {
    Random random = new Random(4);
    for (int round = 0; round < 50; round++) {
      double[] same = rounded(random, 40 + round, 0.5);
      double[] different = rounded(random, 300, 0.1);
      Accuracy accuracy = Accuracy.of(new Matches(same, different, round % 3, 0), SCALE);
      long best = 0;
      long[] accepted = new long[3];
      for (double threshold = -1; threshold <= 1.01; threshold += 0.0005) {
        double limit = threshold;
        long yes = DoubleStream.of(same).filter(cosine -> cosine >= limit).count();
        long wrong = DoubleStream.of(different).filter(cosine -> cosine >= limit).count();
        best = Math.max(best, yes + different.length - wrong);
        for (int i = 0; i < 3; i++) {
          if (wrong <= Math.pow(10, -2 - i) * different.length + 1e-9) {
            accepted[i] = Math.max(accepted[i], yes);
          }
        }
      }
      assertEquals(best, accuracy.best().orElseThrow().right().hits());
      for (int i = 0; i < 3; i++) {
        assertEquals(accepted[i], accuracy.rates().get(i).accepted().hits(), "rate " + i);
      }
    }
  }

  /* To 0.01, so that many are equal, and the steps of 0.0005 lie between them. */
  private static double[] rounded(Random random, int count, double mean) {
    return DoubleStream.generate(() -> mean + 0.15 * random.nextGaussian())
        .map(cosine -> Math.rint(100 * Math.clamp(cosine, -0.99, 0.99)) / 100)
        .limit(count)
        .toArray();
  }
}
