package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.facegate.face.Box;
import io.facegate.face.Image;
import io.facegate.inference.Beyond;
import io.facegate.inference.ColourOrder;
import io.facegate.inference.InputSpec;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplerTest {
  /** Blue rises to the right, green downwards; red is 50. */
  private static final Image RAMP = ramp(40, 30);

  @Test
  void identityCopiesAndNormalises() {
    InputSpec spec = spec(30, 40, ColourOrder.BGR, List.of(10.0, 20.0, 50.0));
    FloatBuffer tensor = FloatBuffer.allocate(spec.elements());
    Sampler.linear(RAMP, Affine.scaling(1, 1, 0, 0), spec, Beyond.EDGE, tensor);
    int place = 7 * 40 + 9;
    assertEquals((9 * 5 - 10) * 0.5, tensor.get(place), 1e-4);
    assertEquals((7 * 5 - 20) * 0.5, tensor.get(1200 + place), 1e-4);
    assertEquals(0, tensor.get(2400 + place), 1e-4);
  }

  @Test
  void coloursCanBeTurnedRound() {
    InputSpec spec = spec(30, 40, ColourOrder.RGB, List.of(0.0, 0.0, 0.0));
    FloatBuffer tensor = FloatBuffer.allocate(spec.elements());
    Sampler.linear(RAMP, Affine.scaling(1, 1, 0, 0), spec, Beyond.EDGE, tensor);
    assertEquals(25, tensor.get(0), 1e-4);
    assertEquals(39 * 5 * 0.5, tensor.get(2400 + 39), 1e-4);
  }

  @Test
  void betweenPixelsIsInterpolated() {
    InputSpec spec = spec(1, 1, ColourOrder.BGR, List.of(0.0, 0.0, 0.0));
    FloatBuffer tensor = FloatBuffer.allocate(3);
    Sampler.linear(RAMP, Affine.scaling(1, 1, 9.25, 7.5), spec, Beyond.EDGE, tensor);
    assertEquals(9.25 * 5 * 0.5, tensor.get(0), 0.02);
    assertEquals(7.5 * 5 * 0.5, tensor.get(1), 0.02);
  }

  /** Upright cuts are reckoned faster; a turn too small to tell apart goes the long way. */
  @Test
  void anUprightCutShowsWhatAnyOtherWould() {
    byte[] noise = new byte[3 * 90 * 70];
    new Random(3).nextBytes(noise);
    Image image = new Image(90, 70, noise);
    InputSpec spec = spec(7, 11, ColourOrder.RGB, List.of(1.0, 2.0, 3.0));
    for (Beyond beyond : Beyond.values()) {
      for (double scale : new double[] {2.1, 5, 13}) {
        FloatBuffer upright = FloatBuffer.allocate(spec.elements());
        Affine cut = Affine.scaling(scale, 1.3 * scale, -9.4, 6.2);
        Sampler.smooth(image, cut, spec, beyond, upright);
        FloatBuffer turned = FloatBuffer.allocate(spec.elements());
        Affine nearly =
            new Affine(cut.xx(), Double.MIN_NORMAL, cut.x0(), 0, cut.yy(), cut.y0());
        Sampler.smooth(image, nearly, spec, beyond, turned);
        assertEquals(turned, upright, beyond + " " + scale);
      }
    }
  }

  @Test
  void shrinkingTakesTheMean() {
    byte[] stripes = new byte[3 * 64 * 64];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = (byte) (i / 3 % 2 == 0 ? 200 : 0);
    }
    InputSpec spec = spec(16, 16, ColourOrder.BGR, List.of(0.0, 0.0, 0.0));
    FloatBuffer tensor = FloatBuffer.allocate(spec.elements());
    Affine quarter = Crops.toImage(new Box(0, 0, 64, 64), spec);
    Sampler.smooth(new Image(64, 64, stripes), quarter, spec, Beyond.EDGE, tensor);
    for (int i = 0; i < 256; i++) {
      assertEquals(50, tensor.get(i), 1e-3);
    }
  }

  @Test
  void beyondTheEdgesIsBlackOrTheEdge() {
    InputSpec spec = spec(1, 1, ColourOrder.BGR, List.of(0.0, 0.0, 0.0));
    FloatBuffer tensor = FloatBuffer.allocate(3);
    Sampler.linear(RAMP, Affine.scaling(1, 1, 60, 10), spec, Beyond.EDGE, tensor);
    assertEquals(39 * 5 * 0.5, tensor.get(0), 1e-3);
    Sampler.linear(RAMP, Affine.scaling(1, 1, 60, 10), spec, Beyond.BLACK, tensor);
    assertEquals(0, tensor.get(0));
    Sampler.smooth(RAMP, Affine.scaling(3, 3, -9, -9), spec, Beyond.BLACK, tensor);
    assertEquals(0, tensor.get(2));
  }

  private static InputSpec spec(int height, int width, ColourOrder order, List<Double> mean) {
    return new InputSpec("x", height, width, false, order, mean, List.of(0.5, 0.5, 0.5));
  }

  private static Image ramp(int width, int height) {
    byte[] pixels = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      pixels[3 * i] = (byte) (i % width * 5);
      pixels[3 * i + 1] = (byte) (i / width * 5);
      pixels[3 * i + 2] = 50;
    }
    return new Image(width, height, pixels);
  }
}
