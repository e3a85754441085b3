package io.facegate.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class TwinTrialTest {
  @Test
  void aTwinMustBeLikeAndFast() {
    assertTrue(new TwinTrial(0.991, 10, 8).isPassed());
    assertFalse(new TwinTrial(0.989, 10, 8).isPassed());
    assertFalse(new TwinTrial(0.999, 10, 9).isPassed());
    assertFalse(new TwinTrial(Double.NaN, 10, 5).isPassed());
    assertEquals(
        "its 8-bit twin is used: 8.00 ms instead of 10.00, likeness 0.9910",
        new TwinTrial(0.991, 10, 8).toString());
  }

  @Test
  void longOutputsCompareByTheirCosine() {
    float[] a = new float[64];
    float[] b = new float[64];
    a[3] = 5;
    b[3] = 3;
    b[7] = 4;
    assertEquals(0.6, TwinTrial.likeness(FloatBuffer.wrap(a), FloatBuffer.wrap(b)), 1e-9);
    assertEquals(1, TwinTrial.likeness(FloatBuffer.wrap(a), FloatBuffer.wrap(a)), 1e-9);
    float[] nothing = new float[64];
    assertEquals(1, TwinTrial.likeness(FloatBuffer.wrap(nothing), FloatBuffer.wrap(nothing)));
    assertEquals(0, TwinTrial.likeness(FloatBuffer.wrap(a), FloatBuffer.wrap(nothing)));
  }

  @Test
  void shortOutputsCompareByTheirLargestDifference() {
    assertEquals(0.99, likeness(new float[] {0.2f, 0.8f}, new float[] {0.25f, 0.75f}), 1e-6);
    assertEquals(0.99, likeness(new float[] {40}, new float[] {42}), 1e-6);
    assertTrue(likeness(new float[] {0.2f, 0.8f}, new float[] {0.3f, 0.7f}) < 0.99);
    assertFalse(likeness(new float[] {1}, new float[] {Float.NaN}) >= 0.99);
  }

  private static double likeness(float[] a, float[] b) {
    return TwinTrial.likeness(FloatBuffer.wrap(a), FloatBuffer.wrap(b));
  }
}
