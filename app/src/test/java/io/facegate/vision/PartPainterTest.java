package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.Occlusion;
import io.facegate.face.Parsing;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartPainterTest {
  private static final int SIDE = 200;

  private final byte[] pixels = new byte[3 * SIDE * SIDE];
  private final Face unmeasured =
      DrawnFace.at(0, 0, SIDE, 0).withPoints(DrawnFace.points(50, 165, 1));

  private final Face face = covered(new Occlusion(0, 0, 0, 0, 0, 0, 0));

  @Test
  void partsLieWhereTheirPointsAre() {
    Parsing parsing = painted(face);
    assertClass(Parsing.LEFT_EYE, parsing, 80, 85);
    assertClass(Parsing.RIGHT_EYE, parsing, 120, 85);
    assertClass(Parsing.LEFT_BROW, parsing, 80, 70);
    assertClass(Parsing.RIGHT_BROW, parsing, 120, 70);
    assertClass(Parsing.NOSE, parsing, 100, 100);
    assertClass(Parsing.UPPER_LIP, parsing, 100, 125);
    assertClass(Parsing.INNER_MOUTH, parsing, 100, 130);
    assertClass(Parsing.LOWER_LIP, parsing, 100, 135);
    assertClass(Parsing.SKIN, parsing, 65, 110);
    assertClass(Parsing.SKIN, parsing, 100, 155);
    assertClass(Parsing.SKIN, parsing, 100, 40);
    assertClass(Parsing.BACKGROUND, parsing, 100, 10);
    assertClass(Parsing.BACKGROUND, parsing, 40, 100);
    assertClass(Parsing.BACKGROUND, parsing, 60, 160);
  }

  @Test
  void whatHasAnotherColourIsNoSkin() {
    fill(0, 0, SIDE, SIDE, 120, 150, 200);
    fill(60, 100, 15, 15, 200, 60, 20);
    Parsing parsing = painted(face);
    assertClass(Parsing.BACKGROUND, parsing, 67, 107);
    assertClass(Parsing.SKIN, parsing, 65, 120);
  }

  @Test
  void whatIsCoveredIsNotDrawn() {
    Occlusion mask = new Occlusion(0, 0, .9, 1, 0, 0, 1);
    Parsing parsing = painted(covered(mask));
    assertClass(Parsing.LEFT_EYE, parsing, 80, 85);
    assertNotEquals(Parsing.NOSE, at(parsing, 100, 100));
    assertNotEquals(Parsing.UPPER_LIP, at(parsing, 100, 125));
  }

  @Test
  void behindAMaskTheSkinIsThatOfTheUpperFace() {
    fill(0, 0, SIDE, SIDE, 120, 150, 200);
    fill(0, 90, SIDE, SIDE - 90, 200, 60, 20);
    Parsing parsing = painted(covered(new Occlusion(0, 0, 1, 1, 1, 1, 1)));
    assertClass(Parsing.BACKGROUND, parsing, 65, 110);
    assertClass(Parsing.BACKGROUND, parsing, 100, 155);
    assertClass(Parsing.SKIN, parsing, 100, 40);
    assertClass(Parsing.LEFT_EYE, parsing, 80, 85);
  }

  @Test
  void whereNobodyKnowsWhatIsCoveredNothingIsDrawn() {
    assertNull(painted(unmeasured));
    assertNull(painted(covered(null)));
  }

  @Test
  void whatIsCoveredIsAskedForWithTheParts() {
    Set<Output> needed = Output.withNeeds(Set.of(Output.PARSING));
    assertTrue(needed.containsAll(Set.of(Output.POINTS, Output.OCCLUSION, Output.QUALITY)));
  }

  private Face covered(@Nullable Occlusion occlusion) {
    return unmeasured.withQuality(new Quality(0, 100, true, occlusion));
  }

  @Test
  void aFaceOverTheEdgeIsCutOff() {
    Image small = new Image(90, 90, new byte[3 * 90 * 90]);
    Parsing parsing = new PartPainter().measure(new FaceView(small), face).parsing();
    assertEquals(90, parsing.width());
    assertEquals(90 * 90, parsing.classes().length);
    assertEquals(Parsing.LEFT_EYE, parsing.classes()[85 * 90 + 80]);
  }

  @Test
  void hugePicturesAndProfilesAreLeftOut() {
    Image huge = new Image(2049, 2048, new byte[3 * 2049 * 2048]);
    assertNull(new PartPainter().measure(new FaceView(huge), face).parsing());
    Image usual = new Image(SIDE, SIDE, pixels);
    Face profile = DrawnFace.turned(face, 75, 0);
    assertNull(new PartPainter().measure(new FaceView(usual), profile).parsing());
  }

  @Test
  void polygonsAreFilledByTheCentresOfPixels() {
    List<Point> square =
        List.of(new Point(1.4, 1.6), new Point(4.6, 1.6), new Point(4.6, 3.4), new Point(1.4, 3.4));
    Region region = Region.around(square, 10, 10);
    int[] count = new int[1];
    region.inside(square, place -> count[0]++);
    assertEquals(4, count[0]);
    assertEquals(1, region.left());
    assertEquals(4, region.width());
  }

  private Parsing painted(Face measured) {
    FaceView view = new FaceView(new Image(SIDE, SIDE, pixels));
    return new PartPainter().measure(view, measured).parsing();
  }

  private void fill(int left, int top, int width, int height, int blue, int green, int red) {
    for (int i = 0; i < width * height; i++) {
      int at = 3 * ((top + i / width) * SIDE + left + i % width);
      pixels[at] = (byte) blue;
      pixels[at + 1] = (byte) green;
      pixels[at + 2] = (byte) red;
    }
  }

  private static void assertClass(byte expected, Parsing parsing, int x, int y) {
    assertEquals(expected, at(parsing, x, y), "at %d, %d".formatted(x, y));
  }

  private static byte at(Parsing parsing, int x, int y) {
    return parsing.classes()[y * SIDE + x];
  }
}
