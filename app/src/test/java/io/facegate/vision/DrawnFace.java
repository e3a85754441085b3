package io.facegate.vision;

import io.facegate.face.Box;
import io.facegate.face.DensePoints;
import io.facegate.face.Face;
import io.facegate.face.HeadPose;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import java.util.ArrayList;
import java.util.List;

/** A face of simple forms: where its points lie is known exactly. */
final class DrawnFace {
  private DrawnFace() {}

  /** A face that meets the loose template in a square of a side from a corner, turned about it. */
  static Face at(double left, double top, double side, double turnDegrees) {
    double cos = Math.cos(Math.toRadians(turnDegrees)) * side;
    double sin = Math.sin(Math.toRadians(turnDegrees)) * side;
    List<Point> five = new ArrayList<>();
    double[][] template = {{.36, .43}, {.64, .43}, {.5, .575}, {.39, .71}, {.61, .71}};
    for (double[] at : template) {
      five.add(
          new Point(left + cos * at[0] - sin * at[1], top + sin * at[0] + cos * at[1]));
    }
    return new Face(
        new Box(left + side * .2, top + side * .2, side * .6, side * .6),
        0.9,
        new Landmarks(five.get(0), five.get(1), five.get(2), five.get(3), five.get(4)));
  }

  static Face turned(Face face, double yaw, double pitch) {
    return face.withPose(new HeadPose(yaw, pitch, 0));
  }

  /**
   * Points in a circle's or an ellipse's outline about 100, 100: brows at 70, mouth at 130.
   *
   * @param halfWidth of the outline
   * @param chin lower end of the outline
   * @param squareness 1 for an ellipse, more for fuller jaws
   */
  static DensePoints points(double halfWidth, double chin, double squareness) {
    Point[] points = new Point[DensePoints.COUNT];
    for (int i = 0; i <= 12; i++) {
      double angle = Math.PI * (12 - i) / 12;
      double cos = Math.cos(angle);
      double x = Math.copySign(Math.pow(Math.abs(cos), 1 / squareness), cos);
      double y = Math.pow(Math.sin(angle), 1 / squareness);
      points[i] = new Point(100 + halfWidth * x, 85 + (chin - 85) * y);
    }
    loop(points, 13, 8, 80, 85, 10, 4);
    points[21] = new Point(80, 85);
    loop(points, 22, 8, 80, 70, 12, 3);
    loop(points, 30, 8, 120, 85, 10, 4);
    points[38] = new Point(120, 85);
    loop(points, 39, 8, 120, 70, 12, 3);
    loop(points, 47, 10, 100, 100, 8, 12);
    points[57] = new Point(100, 106);
    loop(points, 58, 8, 100, 130, 16, 8);
    points[66] = new Point(92, 129);
    points[67] = new Point(100, 128);
    points[68] = new Point(108, 129);
    points[69] = new Point(108, 131);
    points[70] = new Point(100, 132);
    points[71] = new Point(92, 131);
    return new DensePoints(List.of(points));
  }

  /* From the left end over the top, as the vendors number their loops. */
  private static void loop(
      Point[] points, int from, int count, double x, double y, double across, double up) {
    for (int i = 0; i < count; i++) {
      double angle = Math.PI + 2 * Math.PI * i / count;
      points[from + i] = new Point(x + across * Math.cos(angle), y + up * Math.sin(angle));
    }
  }
}
