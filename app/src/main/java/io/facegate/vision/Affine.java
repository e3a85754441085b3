package io.facegate.vision;

import io.facegate.face.Point;
import java.util.List;

/**
 * An affine map of the plane: {@code x' = xx x + xy y + x0, y' = yx x + yy y + y0}.
 *
 * @param x0 where the origin goes
 * @param y0 where the origin goes
 */
record Affine(double xx, double xy, double x0, double yx, double yy, double y0) {

  /** Scales and shifts. */
  static Affine scaling(double scaleX, double scaleY, double x0, double y0) {
    return new Affine(scaleX, 0, x0, 0, scaleY, y0);
  }

  /**
   * The turn, scale and shift that brings points closest to others in the least-squares sense
   * (Umeyama, "Least-squares estimation of transformation parameters between two point patterns",
   * IEEE PAMI 13(4), 1991; in the plane it has this closed form).
   *
   * @throws IllegalArgumentException when all points coincide
   */
  static Affine similarity(List<Point> from, List<Point> to) {
    Point fromCentre = centre(from);
    Point toCentre = centre(to);
    double along = 0;
    double across = 0;
    double spread = 0;
    for (int i = 0; i < from.size(); i++) {
      double fx = from.get(i).x() - fromCentre.x();
      double fy = from.get(i).y() - fromCentre.y();
      double tx = to.get(i).x() - toCentre.x();
      double ty = to.get(i).y() - toCentre.y();
      along += fx * tx + fy * ty;
      across += fx * ty - fy * tx;
      spread += fx * fx + fy * fy;
    }
    if (spread <= 0) {
      throw new IllegalArgumentException("all points coincide");
    }
    double cos = along / spread;
    double sin = across / spread;
    return new Affine(
        cos,
        -sin,
        toCentre.x() - cos * fromCentre.x() + sin * fromCentre.y(),
        sin,
        cos,
        toCentre.y() - sin * fromCentre.x() - cos * fromCentre.y());
  }

  private static Point centre(List<Point> points) {
    double x = points.stream().mapToDouble(Point::x).average().orElseThrow();
    double y = points.stream().mapToDouble(Point::y).average().orElseThrow();
    return new Point(x, y);
  }

  Point apply(Point point) {
    return new Point(
        xx * point.x() + xy * point.y() + x0, yx * point.x() + yy * point.y() + y0);
  }

  /** The same map for places counted from the centre of the first pixel, not from its corner. */
  Affine betweenCentres() {
    return new Affine(
        xx, xy, x0 + (xx + xy - 1) / 2, yx, yy, y0 + (yx + yy - 1) / 2);
  }

  /** By how much the horizontal is turned, clockwise in a picture, -180 to 180. */
  double turnDegrees() {
    return Math.toDegrees(Math.atan2(yx, xx));
  }

  /** How much lengths grow, averaged over directions. */
  double growth() {
    return Math.sqrt(Math.abs(determinant()));
  }

  Affine inverse() {
    double d = determinant();
    if (d == 0) {
      throw new IllegalArgumentException("map cannot be inverted: " + this);
    }
    return new Affine(
        yy / d, -xy / d, (xy * y0 - yy * x0) / d, -yx / d, xx / d, (yx * x0 - xx * y0) / d);
  }

  private double determinant() {
    return xx * yy - xy * yx;
  }
}
