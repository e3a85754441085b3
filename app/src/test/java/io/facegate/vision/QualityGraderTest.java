package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.bench.Pictures;
import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QualityGraderTest {
  private final QualityGrader grader = new QualityGrader();

  @Test
  void blurRisesWithTheGaussian() {
    Image blocks = blocks();
    double before = 0;
    for (double sigma : new double[] {1.5, 2.5, 4, 8}) {
      double blur = grade(Pictures.blurred(blocks, sigma), face(40, 40)).blur();
      assertTrue(blur > before, "sigma %.1f gives %.3f after %.3f".formatted(sigma, blur, before));
      before = blur;
    }
    assertEquals(0, grade(blocks, face(40, 40)).blur(), 0.05);
    assertTrue(before > 0.8);
  }

  @Test
  void blurDoesNotDependOnLight() {
    Image soft = Pictures.blurred(blocks(), 2);
    double bright = grade(soft, face(40, 40)).blur();
    double dim = grade(Pictures.lit(soft, 0.4), face(40, 40)).blur();
    assertEquals(bright, dim, 0.06);
  }

  @Test
  void illuminationIsTheMeanLuminance() {
    byte[] green = new byte[3 * 200 * 200];
    for (int i = 1; i < green.length; i += 3) {
      green[i] = (byte) 200;
    }
    assertEquals(0.587 * 200, grade(new Image(200, 200, green), face(40, 40)).illumination(), 0.5);
    Arrays.fill(green, (byte) 90);
    Quality even = grade(new Image(200, 200, green), face(40, 40));
    assertEquals(90, even.illumination(), 0.5);
    assertEquals(1, even.blur());
    assertNull(even.occlusion());
  }

  @Test
  void aFaceOverTheEdgeIsNotComplete() {
    assertTrue(grade(blocks(), face(40, 40)).complete());
    assertTrue(grade(blocks(), face(-2, 40)).complete());
    assertFalse(grade(blocks(), face(-10, 40)).complete());
    assertFalse(grade(blocks(), face(40, 120)).complete());
  }

  @Test
  void aFaceOfFewPixelsIsNotGraded() {
    for (double side : new double[] {20, 39.9}) {
      assertNull(grader.measure(new FaceView(blocks()), sized(side, 90)).quality());
      assertNull(grader.measure(new FaceView(blocks()), sized(90, side)).quality());
    }
    assertNotNull(grader.measure(new FaceView(blocks()), sized(40, 40)).quality());
  }

  private static Face sized(double width, double height) {
    return new Face(new Box(40, 40, width, height), 0.9, face(40, 40).landmarks());
  }

  private Quality grade(Image image, Face face) {
    return grader.measure(new FaceView(image), face).quality();
  }

  private static Image blocks() {
    Random random = new Random(5);
    byte[] pixels = new byte[3 * 200 * 200];
    byte[] greys = new byte[10 * 10];
    random.nextBytes(greys);
    for (int i = 0; i < 200 * 200; i++) {
      byte grey = greys[i / 200 / 20 * 10 + i % 200 / 20];
      Arrays.fill(pixels, 3 * i, 3 * i + 3, grey);
    }
    return new Image(200, 200, pixels);
  }

  private static Face face(double left, double top) {
    return new Face(
        new Box(left, top, 90, 110),
        0.9,
        new Landmarks(
            new Point(left + 27, top + 45),
            new Point(left + 63, top + 45),
            new Point(left + 45, top + 66),
            new Point(left + 30, top + 86),
            new Point(left + 60, top + 86)));
  }
}
