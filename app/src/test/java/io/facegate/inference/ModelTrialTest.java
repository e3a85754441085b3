package io.facegate.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTrialTest {
  @Test
  void theFirstServesUnlessAnotherIsClearlyFaster() {
    assertEquals(0, best(measured(1, 10), measured(0.991, 9)));
    assertEquals(1, best(measured(1, 10), measured(0.991, 8)));
    assertEquals(0, best(measured(1, 10), measured(0.989, 1)));
    assertEquals(0, best(measured(1, 10), measured(Double.NaN, 1)));
    assertEquals(2, best(measured(1, 10), measured(1, 6), measured(1, 5)));
    assertEquals(1, best(measured(1, 10), measured(1, 6), measured(1, 5.5)));
  }

  @Test
  void whatIsNotAllowedDoesNotServe() {
    List<ModelTrial.Measured> both = List.of(measured(1, 10), measured(1, 20));
    assertEquals(1, ModelTrial.best(both, place -> place == 1));
    assertEquals(0, ModelTrial.best(both, place -> false));
  }

  private static ModelTrial.Measured measured(double likeness, double millis) {
    return new ModelTrial.Measured(likeness, millis);
  }

  private static int best(ModelTrial.Measured... measured) {
    return ModelTrial.best(List.of(measured), place -> true);
  }

  @Test
  void longOutputsCompareByTheirCosine() {
    float[] a = new float[64];
    float[] b = new float[64];
    a[3] = 5;
    b[3] = 3;
    b[7] = 4;
    assertEquals(0.6, ModelTrial.likeness(FloatBuffer.wrap(a), FloatBuffer.wrap(b)), 1e-9);
    assertEquals(1, ModelTrial.likeness(FloatBuffer.wrap(a), FloatBuffer.wrap(a)), 1e-9);
    float[] nothing = new float[64];
    assertEquals(1, ModelTrial.likeness(FloatBuffer.wrap(nothing), FloatBuffer.wrap(nothing)));
    assertEquals(0, ModelTrial.likeness(FloatBuffer.wrap(a), FloatBuffer.wrap(nothing)));
  }

  @Test
  void shortOutputsCompareByTheirLargestDifference() {
    assertEquals(0.99, likeness(new float[] {0.2f, 0.8f}, new float[] {0.25f, 0.75f}), 1e-6);
    assertEquals(0.99, likeness(new float[] {40}, new float[] {42}), 1e-6);
    assertTrue(likeness(new float[] {0.2f, 0.8f}, new float[] {0.3f, 0.7f}) < 0.99);
    assertFalse(likeness(new float[] {1}, new float[] {Float.NaN}) >= 0.99);
  }

  private static double likeness(float[] a, float[] b) {
    return ModelTrial.likeness(FloatBuffer.wrap(a), FloatBuffer.wrap(b));
  }
}
