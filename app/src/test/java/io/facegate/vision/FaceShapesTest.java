package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.DensePoints;
import io.facegate.face.Face;
import io.facegate.face.FaceShape;
import io.facegate.face.Image;
import io.facegate.face.Occlusion;
import io.facegate.face.Odds;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import io.facegate.vision.FaceShapes.Measures;
import org.junit.jupiter.api.Test;

class FaceShapesTest {
  private final Face face = DrawnFace.at(40, 60, 200, 0);

  @Test
  void measuresAreThoseOfTheDrawing() {
    Measures measures = FaceShapes.measures(DrawnFace.points(50, 165, 1));
    /* Brows at 70 or a little above, chin at 165, 100 wide. */
    assertEquals(1.5 * (165 - 70) / 100, measures.length(), 0.06);
    /* Ellipse of half height 80 about 85: at 130 it is sqrt(1 - (45 / 80)^2) as wide. */
    assertEquals(Math.sqrt(1 - 45.0 * 45 / 80 / 80), measures.jaw(), 0.02);
    assertEquals((132 - 68) / 100.0, measures.brows(), 0.02);
    /* From the chin, points at 60 and 120 degrees of the ellipse. */
    double rise = 80 * (1 - Math.sin(Math.PI / 3));
    assertEquals(
        2 * Math.toDegrees(Math.atan2(25, rise)), measures.chinDegrees(), 1e-6);
  }

  @Test
  void measuresDoNotDependOnSizeOrTurn() {
    Measures before = FaceShapes.measures(DrawnFace.points(50, 165, 1.3));
    Measures after = FaceShapes.measures(turned(DrawnFace.points(50, 165, 1.3), 3, 0.7));
    assertEquals(before.length(), after.length(), 1e-9);
    assertEquals(before.jaw(), after.jaw(), 1e-9);
    assertEquals(before.brows(), after.brows(), 1e-9);
    assertEquals(before.chinDegrees(), after.chinDegrees(), 1e-9);
  }

  @Test
  void eachShapeIsLikeliestWhereItsWordIsUsed() {
    assertBest(FaceShape.SQUARE, new Measures(1.35, 0.90, 0.79, 139));
    assertBest(FaceShape.TRIANGLE, new Measures(1.38, 0.90, 0.75, 131));
    assertBest(FaceShape.OVAL, new Measures(1.46, 0.81, 0.79, 125));
    assertBest(FaceShape.HEART, new Measures(1.38, 0.73, 0.82, 117));
    assertBest(FaceShape.ROUND, new Measures(1.27, 0.84, 0.79, 131));
  }

  @Test
  void oddsGlideFromOneShapeToTheNext() {
    double before = 0;
    for (double length = 1.25; length < 1.5; length += 0.01) {
      double oval = FaceShapes.odds(new Measures(length, 0.83, 0.79, 128)).of(FaceShape.OVAL);
      assertTrue(oval >= before && oval - before < 0.12, "%.2f: %.3f".formatted(length, oval));
      before = oval;
    }
    Odds<FaceShape> far = FaceShapes.odds(new Measures(30, 7, 5, 20));
    assertEquals(1, far.shares().values().stream().mapToDouble(share -> share).sum(), 1e-9);
  }

  @Test
  void aTurnedFaceHasNoOutline() {
    Face seen = face.withPoints(DrawnFace.points(50, 165, 1));
    Face known = covered(seen, new Occlusion(1, 1, 1, 1, .5, .5, .5));
    assertNull(measure(seen).shape(), "nobody knows what is covered");
    assertNull(measure(covered(seen, new Occlusion(0, 0, 0, 0, .6, 0, 0))).shape());
    assertNull(measure(covered(seen, new Occlusion(0, 0, 0, 0, 0, .6, 0))).shape());
    assertNull(measure(covered(seen, new Occlusion(0, 0, 0, 0, 0, 0, .6))).shape());
    assertNotNull(measure(known).shape());
    assertNotNull(measure(DrawnFace.turned(known, 25, 0)).shape());
    assertNull(measure(DrawnFace.turned(known, 31, 0)).shape());
    assertNull(measure(DrawnFace.turned(known, 0, -31)).shape());
    assertNull(measure(face).shape());
  }

  private static void assertBest(FaceShape expected, Measures measures) {
    Odds<FaceShape> odds = FaceShapes.odds(measures);
    assertEquals(expected, odds.best());
    assertTrue(odds.bestShare() > 0.5, odds.toString());
  }

  private static Face covered(Face face, Occlusion covered) {
    return face.withQuality(new Quality(0, 100, true, covered));
  }

  private static Face measure(Face face) {
    Image image = new Image(2, 2, new byte[12]);
    return new FaceShapes().measure(new FaceView(image), face);
  }

  private static DensePoints turned(DensePoints points, double scale, double radians) {
    Affine turn =
        new Affine(
            scale * Math.cos(radians),
            -scale * Math.sin(radians),
            7,
            scale * Math.sin(radians),
            scale * Math.cos(radians),
            -9);
    return new DensePoints(points.points().stream().map(turn::apply).toList());
  }
}
