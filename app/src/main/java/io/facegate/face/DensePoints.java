package io.facegate.face;

import java.util.List;

/**
 * The 72 points of the API documents, in pixels of the picture, numbered as the vendors do; left
 * and right as seen in the picture.
 *
 * <p>0 to 12 are the contour from temple to temple with the chin at 6, 13 to 20 the left eye and
 * 21 its centre, 22 to 29 the left brow, 30 to 37 the right eye and 38 its centre, 39 to 46 the
 * right brow, 47 to 56 the nose and 57 its tip, 58 to 65 the lips from outside, 66 to 71 from
 * inside.
 *
 * @param points exactly 72
 */
public record DensePoints(List<Point> points) {
  /** How many points there are. */
  public static final int COUNT = 72;

  /** Checks the number and copies. */
  public DensePoints {
    if (points.size() != COUNT) {
      throw new IllegalArgumentException("%d points".formatted(points.size()));
    }
    points = List.copyOf(points);
  }

  /** A point by its number. */
  public Point at(int number) {
    return points.get(number);
  }

  /** Centre of the left eye. */
  public Point leftEye() {
    return at(21);
  }

  /** Centre of the right eye. */
  public Point rightEye() {
    return at(38);
  }

  /** Tip of the nose. */
  public Point noseTip() {
    return at(57);
  }

  /** Midway between the corners of the mouth. */
  public Point mouthCentre() {
    Point left = at(58);
    Point right = at(62);
    return new Point((left.x() + right.x()) / 2, (left.y() + right.y()) / 2);
  }

  /** The five points among them. */
  public Landmarks five() {
    return new Landmarks(leftEye(), rightEye(), noseTip(), at(58), at(62));
  }
}
