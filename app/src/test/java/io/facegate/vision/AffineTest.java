package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.facegate.face.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class AffineTest {
  private static final List<Point> FACE =
      List.of(
          new Point(30, 40),
          new Point(70, 42),
          new Point(50, 60),
          new Point(35, 80),
          new Point(66, 81));

  @Test
  void similarityRecoversTurnScaleAndShift() {
    double angle = Math.toRadians(25);
    Affine turned =
        new Affine(
            1.7 * Math.cos(angle),
            -1.7 * Math.sin(angle),
            12,
            1.7 * Math.sin(angle),
            1.7 * Math.cos(angle),
            -5);
    Affine found = Affine.similarity(FACE, FACE.stream().map(turned::apply).toList());
    assertEquals(turned.xx(), found.xx(), 1e-9);
    assertEquals(turned.xy(), found.xy(), 1e-9);
    assertEquals(turned.x0(), found.x0(), 1e-9);
    assertEquals(turned.yx(), found.yx(), 1e-9);
    assertEquals(turned.y0(), found.y0(), 1e-9);
    assertEquals(1.7, found.growth(), 1e-9);
  }

  @Test
  void similarityNeitherMirrorsNorShears() {
    List<Point> mirrored = FACE.stream().map(p -> new Point(100 - p.x(), 2 * p.y())).toList();
    Affine found = Affine.similarity(FACE, mirrored);
    assertEquals(found.xx(), found.yy(), 1e-12);
    assertEquals(found.xy(), -found.yx(), 1e-12);
  }

  @Test
  void similarityIsTheLeastSquares() {
    List<Point> template =
        List.of(
            new Point(40, 59),
            new Point(87, 59),
            new Point(64, 82),
            new Point(45, 105),
            new Point(84, 105));
    Affine best = Affine.similarity(FACE, template);
    double least = squares(best, template);
    for (double nudge : new double[] {-0.01, 0.01}) {
      Affine turned =
          new Affine(
              best.xx(), best.xy() - nudge, best.x0(), best.yx() + nudge, best.yy(), best.y0());
      Affine grown =
          new Affine(
              best.xx() + nudge, best.xy(), best.x0(), best.yx(), best.yy() + nudge, best.y0());
      assertEquals(true, squares(turned, template) > least);
      assertEquals(true, squares(grown, template) > least);
    }
  }

  @Test
  void inverseLeadsBack() {
    Affine map = new Affine(2, 0.5, 7, -0.3, 1.5, -2);
    Point back = map.inverse().apply(map.apply(new Point(11, 13)));
    assertEquals(11, back.x(), 1e-9);
    assertEquals(13, back.y(), 1e-9);
    Affine flat = new Affine(1, 1, 0, 1, 1, 0);
    assertThrows(IllegalArgumentException.class, flat::inverse);
  }

  @Test
  void coincidingPointsAreRefused() {
    List<Point> same = List.of(new Point(1, 1), new Point(1, 1));
    assertThrows(IllegalArgumentException.class, () -> Affine.similarity(same, same));
  }

  private static double squares(Affine map, List<Point> to) {
    double sum = 0;
    for (int i = 0; i < to.size(); i++) {
      Point point = map.apply(FACE.get(i));
      sum += Math.pow(point.x() - to.get(i).x(), 2) + Math.pow(point.y() - to.get(i).y(), 2);
    }
    return sum;
  }
}
