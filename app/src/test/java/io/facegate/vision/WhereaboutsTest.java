package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class WhereaboutsTest {
  private static final Point CORNER = new Point(100, 200);

  /* 40 wide, 20 high, its centre at 120, 210. */
  private static final Face FIND =
      new Face(
          new Box(100, 200, 40, 20),
          0.7,
          new Landmarks(CORNER, CORNER, CORNER, CORNER, CORNER));

  private final float[] figures = {
    0.5f, -0.25f, (float) Math.log(1.5), (float) Math.log(0.8),
    -0.2f, -0.1f, 0.2f, -0.15f, 0.05f, 0.1f, -0.25f, 0.3f, 0.15f, 0.35f
  };

  private Face there() {
    return Whereabouts.of(FIND, FloatBuffer.wrap(figures));
  }

  @Test
  void widthsGoAcrossAndHeightsDown() {
    Face face = there();
    assertEquals(0.7, face.probability());
    assertEquals(110, face.box().left(), 1e-4);
    assertEquals(197, face.box().top(), 1e-4);
    assertEquals(60, face.box().width(), 1e-4);
    assertEquals(16, face.box().height(), 1e-4);
    Landmarks points = face.landmarks();
    assertPoint(112, 208, points.leftEye());
    assertPoint(128, 207, points.rightEye());
    assertPoint(122, 212, points.noseTip());
    assertPoint(110, 216, points.mouthLeft());
    assertPoint(126, 217, points.mouthRight());
  }

  private static void assertPoint(double x, double y, Point point) {
    assertEquals(x, point.x(), 1e-4);
    assertEquals(y, point.y(), 1e-4);
  }

  @Test
  void whatCannotBeLeavesTheFindWhereItWas() {
    for (int at = 0; at < Whereabouts.FIGURES; at++) {
      float before = figures[at];
      float most = at < 2 ? 1 : at < 4 ? 1.1f : 2;
      float[] impossible = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, most + 0.01f, -most - 0.01f
      };
      for (float figure : impossible) {
        figures[at] = figure;
        assertSame(FIND, there(), at + ": " + figure);
      }
      for (float figure : new float[] {0.999f * most, -0.999f * most}) {
        figures[at] = figure;
        assertNotEquals(FIND, there(), at + ": " + figure);
      }
      figures[at] = before;
    }
  }

  @Test
  void eyesInOnePlaceAreNoFace() {
    figures[6] = figures[4];
    figures[7] = figures[5];
    assertSame(FIND, there());
  }
}
