package io.facegate.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
  private final SplittableRandom random = new SplittableRandom(7);
  private final DotProduct scalar = Kernels.named("scalar");
  private final DotProduct vector = Kernels.named("vector");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 63, 64, 127, 128, 129, 255, 256, 511, 512})
  void twinsAgree(int dimension) {
    for (int rows = 0; rows < 10; rows++) {
      float[] query = numbers(dimension);
      float[] vectors = numbers(rows * dimension);
      float[] plain = new float[rows];
      float[] fast = new float[rows];
      scalar.multiply(query, vectors, rows, plain);
      vector.multiply(query, vectors, rows, fast);
      for (int row = 0; row < rows; row++) {
        double exact = exact(query, vectors, row * dimension);
        assertEquals(exact, plain[row], 1e-5 * dimension);
        assertEquals(exact, fast[row], 1e-5 * dimension);
      }
    }
  }

  private float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble(-1, 1);
    }
    return numbers;
  }

  private static double exact(float[] query, float[] vectors, int start) {
    double sum = 0;
    for (int i = 0; i < query.length; i++) {
      sum += (double) query[i] * vectors[start + i];
    }
    return sum;
  }

  @Test
  void propertyForcesAKernel() {
    System.setProperty(Kernels.PROPERTY, "scalar");
    try {
      assertEquals("scalar", Kernels.choose().name());
      System.setProperty(Kernels.PROPERTY, "vector");
      assertTrue(Kernels.choose().name().startsWith("vector"));
      System.setProperty(Kernels.PROPERTY, "abacus");
      assertThrows(IllegalStateException.class, Kernels::choose);
    } finally {
      System.clearProperty(Kernels.PROPERTY);
    }
    assertTrue(Kernels.choose().name().startsWith("vector"));
  }

  @Test
  void theSameVectorGivesTheSameProductInEveryRowColdAndWarm() {
    float[] query = numbers(391);
    float[] rows = numbers(9 * query.length);
    for (int row = 1; row < 9; row++) {
      System.arraycopy(rows, 0, rows, row * query.length, query.length);
    }
    float[] products = new float[9];
    vector.multiply(query, rows, 9, products);
    float cold = products[0];
    for (int round = 0; round < 20_000; round++) {
      vector.multiply(query, rows, 9, products);
      for (float product : products) {
        assertEquals(cold, product, 0, "round " + round);
      }
    }
  }
}
