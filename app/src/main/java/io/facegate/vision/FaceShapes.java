package io.facegate.vision;

import io.facegate.face.DensePoints;
import io.facegate.face.Face;
import io.facegate.face.FaceShape;
import io.facegate.face.Occlusion;
import io.facegate.face.Odds;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells the shape of a face from four measures of its points, each against its spread over people.
 *
 * <p>The measures are those of facial anthropometry (Farkas, "Anthropometry of the head and face",
 * 2nd edition, 1994): length by width, jaw by cheeks, brows by cheeks, and the angle of the chin.
 * The hairline is no point; the length follows from brows to chin, which are two of three equal
 * parts of a face by the neoclassical canon that Farkas examines. Nobody agrees where one shape
 * ends: the odds fall off with the distance from the shape each word is used for.
 */
final class FaceShapes implements FaceStage {
  /** Beyond this turn the outline is not that of the face. */
  private static final double TURN_DEGREES_MAX = 30;

  private static final double COVERED_MAX = 0.5;
  private static final double THIRDS = 1.5;

  /* Mean and spread over 3102 nearly frontal faces of CelebA, by the mesh of the training set. */
  private static final Measures SPREAD = new Measures(0.062, 0.057, 0.02, 6.4);

  private static final Map<FaceShape, Measures> USUAL =
      new EnumMap<>(
          Map.of(
              FaceShape.SQUARE, new Measures(1.36, 0.885, 0.79, 137),
              FaceShape.TRIANGLE, new Measures(1.38, 0.88, 0.765, 130),
              FaceShape.OVAL, new Measures(1.43, 0.82, 0.79, 126),
              FaceShape.HEART, new Measures(1.38, 0.75, 0.81, 119),
              FaceShape.ROUND, new Measures(1.30, 0.84, 0.79, 131)));

  /**
   * What a shape is told from.
   *
   * @param length of the face, in widths over the cheeks
   * @param jaw width at the mouth, in widths over the cheeks
   * @param brows width from end to end, in widths over the cheeks
   * @param chinDegrees angle at the chin
   */
  record Measures(double length, double jaw, double brows, double chinDegrees) {}

  @Override
  public String name() {
    return "shape";
  }

  @Override
  public Set<Output> outputs() {
    return EnumSet.of(Output.SHAPE);
  }

  @Override
  public boolean isKnown(Face face, Set<Output> wanted) {
    return face.shape() != null;
  }

  @Override
  public Face measure(FaceView view, Face face) {
    DensePoints points = face.points();
    return points == null || !isOutlineSeen(face)
        ? face
        : face.withShape(odds(measures(points)));
  }

  /* Behind a mask the points are where an outline usually is. */
  private static boolean isOutlineSeen(Face face) {
    Quality quality = face.quality();
    Occlusion covered = quality == null ? null : quality.occlusion();
    return covered != null
        && covered.leftCheek() <= COVERED_MAX
        && covered.rightCheek() <= COVERED_MAX
        && covered.chinContour() <= COVERED_MAX
        && FaceView.isTowards(face, TURN_DEGREES_MAX);
  }

  /** The measures of a face, however it is turned in the plane of the picture. */
  static Measures measures(DensePoints points) {
    Upright upright = Upright.of(points);
    double width = 0;
    for (int i = 0; i < 6; i++) {
      width = Math.max(width, upright.at(12 - i).x() - upright.at(i).x());
    }
    double brows = 0;
    for (int i : new int[] {23, 24, 25, 40, 41, 42}) {
      brows += upright.at(i).y() / 6;
    }
    double mouth = (upright.at(58).y() + upright.at(62).y()) / 2;
    double jaw = upright.contourX(12, -1, mouth) - upright.contourX(0, 1, mouth);
    return new Measures(
        THIRDS * (upright.at(6).y() - brows) / width,
        jaw / width,
        (upright.at(43).x() - upright.at(22).x()) / width,
        degrees(points.at(4), points.at(6), points.at(8)));
  }

  /** How well each shape's word fits. */
  static Odds<FaceShape> odds(Measures face) {
    Map<FaceShape, Double> weights = new EnumMap<>(FaceShape.class);
    double best = USUAL.values().stream().mapToDouble(at -> fit(face, at)).max().orElseThrow();
    USUAL.forEach((shape, at) -> weights.put(shape, Math.exp(fit(face, at) - best)));
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    weights.replaceAll((shape, weight) -> weight / sum);
    return new Odds<>(weights);
  }

  private static double fit(Measures face, Measures usual) {
    double length = (face.length - usual.length) / SPREAD.length;
    double jaw = (face.jaw - usual.jaw) / SPREAD.jaw;
    double brows = (face.brows - usual.brows) / SPREAD.brows;
    double chin = (face.chinDegrees - usual.chinDegrees) / SPREAD.chinDegrees;
    return -(length * length + jaw * jaw + brows * brows + chin * chin) / 2;
  }

  private static double degrees(Point a, Point corner, Point b) {
    double first = Math.atan2(a.y() - corner.y(), a.x() - corner.x());
    double second = Math.atan2(b.y() - corner.y(), b.x() - corner.x());
    return Math.toDegrees(Math.abs(Math.IEEEremainder(first - second, 2 * Math.PI)));
  }

  /** Points seen with level eyes. */
  private record Upright(DensePoints points, double cos, double sin) {
    static Upright of(DensePoints points) {
      double dx = points.rightEye().x() - points.leftEye().x();
      double dy = points.rightEye().y() - points.leftEye().y();
      double distance = Math.hypot(dx, dy);
      return distance > 0
          ? new Upright(points, dx / distance, dy / distance)
          : new Upright(points, 1, 0);
    }

    Point at(int number) {
      Point point = points.at(number);
      return new Point(cos * point.x() + sin * point.y(), cos * point.y() - sin * point.x());
    }

    /** Where one side of the contour, followed from the temple to the chin, has a height. */
    double contourX(int from, int step, double y) {
      Point above = at(from);
      for (int i = 1; i <= 6; i++) {
        Point below = at(from + i * step);
        if (below.y() >= y && below.y() > above.y()) {
          double share = Math.clamp((y - above.y()) / (below.y() - above.y()), 0, 1);
          return above.x() + share * (below.x() - above.x());
        }
        above = below;
      }
      return above.x();
    }
  }
}
