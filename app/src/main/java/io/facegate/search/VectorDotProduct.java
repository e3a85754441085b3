package io.facegate.search;

import java.util.List;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The fast twin: SIMD by the Vector API. The only class that knows the incubator module. */
final class VectorDotProduct implements DotProduct {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int ROWS_AT_ONCE = 4;

  /** Bring the upper half of the lanes, then of that half, then of the quarter, to the front. */
  private static final List<VectorShuffle<Float>> FOLDS =
      Stream.iterate(SPECIES.length() / 2, half -> half > 0, half -> half / 2)
          .map(half -> VectorShuffle.fromOp(SPECIES, lane -> (lane + half) % SPECIES.length()))
          .toList();

  @Override
  public String name() {
    return "vector, " + SPECIES.vectorBitSize() + " bits";
  }

  @Override
  public void multiply(float[] query, float[] rows, int count, float[] products) {
    int row = 0;
    for (; row <= count - ROWS_AT_ONCE; row += ROWS_AT_ONCE) {
      multiplyFour(query, rows, row, products);
    }
    for (; row < count; row++) {
      products[row] = product(query, rows, row * query.length);
    }
  }

  /* Four rows share each load of the query, and their sums do not wait for one another. */
  private static void multiplyFour(float[] query, float[] rows, int row, float[] products) {
    int length = query.length;
    int start0 = row * length;
    int start1 = start0 + length;
    int start2 = start1 + length;
    int start3 = start2 + length;
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = FloatVector.zero(SPECIES);
    FloatVector sum2 = FloatVector.zero(SPECIES);
    FloatVector sum3 = FloatVector.zero(SPECIES);
    int bound = SPECIES.loopBound(length);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector part = FloatVector.fromArray(SPECIES, query, i);
      sum0 = part.fma(FloatVector.fromArray(SPECIES, rows, start0 + i), sum0);
      sum1 = part.fma(FloatVector.fromArray(SPECIES, rows, start1 + i), sum1);
      sum2 = part.fma(FloatVector.fromArray(SPECIES, rows, start2 + i), sum2);
      sum3 = part.fma(FloatVector.fromArray(SPECIES, rows, start3 + i), sum3);
    }
    products[row] = sum(sum0) + tail(query, rows, start0, bound);
    products[row + 1] = sum(sum1) + tail(query, rows, start1, bound);
    products[row + 2] = sum(sum2) + tail(query, rows, start2, bound);
    products[row + 3] = sum(sum3) + tail(query, rows, start3, bound);
  }

  private static float product(float[] query, float[] rows, int start) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int bound = SPECIES.loopBound(query.length);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector part = FloatVector.fromArray(SPECIES, query, i);
      sum = part.fma(FloatVector.fromArray(SPECIES, rows, start + i), sum);
    }
    return sum(sum) + tail(query, rows, start, bound);
  }

  /* Halves are added in a set order. The API's own sum of lanes has none, and compiled it is not
  what it was before; but the same face in two groups has to be as alike in both. */
  private static float sum(FloatVector lanes) {
    FloatVector folded = lanes;
    for (VectorShuffle<Float> fold : FOLDS) {
      folded = folded.add(folded.rearrange(fold));
    }
    return folded.lane(0);
  }

  private static float tail(float[] query, float[] rows, int start, int from) {
    float sum = 0;
    for (int i = from; i < query.length; i++) {
      sum += query[i] * rows[start + i];
    }
    return sum;
  }
}
