package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import org.junit.jupiter.api.Test;

/** A face of discs, seen as a plane from several sides, and with another expression. */
class FaceChipTest {
  private static final int SIDE = 200;
  private static final double[] STRAIGHT = {1, 0, 0, 0, 1, 0, 0, 0};

  /**
   * A picture of a plane.
   *
   * @param plane the first eight of a homography from shares of the picture about its middle
   * @param mouth how far the mouth is open
   * @param light by which all is multiplied
   */
  private static FaceChip chip(double[] plane, double mouth, double light) {
    byte[] bgr = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int column = i % SIDE;
      int row = i / SIDE;
      double x = column / (SIDE / 2.0) - 1;
      double y = row / (SIDE / 2.0) - 1;
      double depth = plane[6] * x + plane[7] * y + 1;
      double u = (plane[0] * x + plane[1] * y + plane[2]) / depth;
      double v = (plane[3] * x + plane[4] * y + plane[5]) / depth;
      byte grey = (byte) Math.round(light * features(u, v, mouth));
      bgr[3 * i] = grey;
      bgr[3 * i + 1] = grey;
      bgr[3 * i + 2] = grey;
    }
    /* A detector's points do not follow a tilt exactly; here they do not follow it at all. */
    Landmarks points =
        new Landmarks(
            new Point(70, 76), new Point(130, 76), new Point(100, 110), new Point(75, 145),
            new Point(125, 145));
    Face face = new Face(new Box(30, 20, 140, 160), 1, points);
    return FaceChip.of(new Image(SIDE, SIDE, bgr), face);
  }

  private static double features(double u, double v, double mouth) {
    double eyes = spot(Math.abs(u) - 0.3, v + 0.24, 0.1, 0.06);
    double brows = spot(Math.abs(u) - 0.3, v + 0.42, 0.16, 0.03);
    double nose = spot(u, v - 0.1, 0.08, 0.06);
    double lips = spot(u, v - 0.45, 0.24, 0.04 + 0.12 * mouth);
    return 200 - 90 * eyes - 70 * brows - 40 * nose - 80 * lips;
  }

  private static double spot(double u, double v, double a, double b) {
    return Math.exp(-(u * u / (a * a) + v * v / (b * b)));
  }

  @Test
  void oneAndTheSamePictureHasNotChanged() {
    assertEquals(0, chip(STRAIGHT, 0, 1).changeTo(chip(STRAIGHT, 0, 1)), 1e-6);
  }

  @Test
  void lightDoesNotCount() {
    assertEquals(0, chip(STRAIGHT, 0, 1).changeTo(chip(STRAIGHT, 0, 0.7)), 0.03);
  }

  @Test
  void whatAPlaneCanDoDoesNotCount() {
    FaceChip still = chip(STRAIGHT, 0, 1);
    double[] shifted = {1, 0, 0.03, 0, 1, -0.03, 0, 0};
    double[] turned = {0.998, -0.06, 0, 0.06, 0.998, 0, 0, 0};
    double[] tilted = {1, 0, 0, 0, 1, 0, 0.08, -0.06};
    assertTrue(still.changeTo(chip(shifted, 0, 1)) < 0.06);
    assertTrue(still.changeTo(chip(turned, 0, 1)) < 0.06);
    assertTrue(still.changeTo(chip(tilted, 0, 1)) < 0.06);
  }

  @Test
  void aMouthThatOpensCounts() {
    assertTrue(chip(STRAIGHT, 0, 1).changeTo(chip(STRAIGHT, 1, 1)) > 0.15);
  }
}
