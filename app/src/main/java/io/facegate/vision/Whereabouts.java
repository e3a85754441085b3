package io.facegate.vision;

import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import java.nio.FloatBuffer;

/**
 * Where a second look sees the face of a find, in {@value #FIGURES} figures: the centre of its box
 * as seen from the find's and the natural logarithms of how many times as wide and high it is, then
 * five points as seen from the find's centre, all in widths and heights of the find's box. Box
 * regression as in R-CNN (Girshick et al., "Rich feature hierarchies for accurate object detection
 * and semantic segmentation", CVPR 2014).
 */
final class Whereabouts {
  /** How many figures tell it. */
  static final int FIGURES = 14;

  /* Further away, or of another size, is no face that the find could be a part of. */
  private static final double CENTRE_MAX = 1;
  private static final double GROWTH_MAX = 1.1;
  private static final double POINT_MAX = 2;

  private static final int GROWTH = 2;
  private static final int POINTS = 4;

  private final Box find;
  private final FloatBuffer figures;

  private Whereabouts(Box find, FloatBuffer figures) {
    this.find = find;
    this.figures = figures;
  }

  /**
   * The find put where its face is; left where it was if what is said of that cannot be: no number,
   * too far away, or both eyes in one place.
   */
  static Face of(Face find, FloatBuffer figures) {
    Whereabouts there = new Whereabouts(find.box(), figures);
    return there.canBe() ? new Face(there.box(), find.probability(), there.landmarks()) : find;
  }

  private boolean canBe() {
    return within(0, GROWTH, CENTRE_MAX)
        && within(GROWTH, POINTS, GROWTH_MAX)
        && within(POINTS, FIGURES, POINT_MAX)
        && !point(POINTS).equals(point(POINTS + 2));
  }

  private boolean within(int from, int to, double max) {
    for (int at = from; at < to; at++) {
      if (!(Math.abs(figures.get(at)) <= max)) {
        return false;
      }
    }
    return true;
  }

  private Box box() {
    Point centre = point(0);
    double width = find.width() * Math.exp(figures.get(GROWTH));
    double height = find.height() * Math.exp(figures.get(GROWTH + 1));
    return new Box(centre.x() - width / 2, centre.y() - height / 2, width, height);
  }

  private Landmarks landmarks() {
    return new Landmarks(
        point(POINTS), point(POINTS + 2), point(POINTS + 4), point(POINTS + 6), point(POINTS + 8));
  }

  private Point point(int at) {
    return new Point(
        find.left() + find.width() * (0.5 + figures.get(at)),
        find.top() + find.height() * (0.5 + figures.get(at + 1)));
  }
}
