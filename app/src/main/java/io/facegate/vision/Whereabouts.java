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

  /* No face that a find is a part of lies further away, or is of another size than this times e. */
  private static final double FIGURE_MAX = 1;

  private static final int POINTS = 4;

  private final Box find;
  private final FloatBuffer figures;

  private Whereabouts(Box find, FloatBuffer figures) {
    this.find = find;
    this.figures = figures;
  }

  /** The find put where its face is; left where it was if any figure is no number. */
  static Face of(Face find, FloatBuffer figures) {
    for (int at = 0; at < FIGURES; at++) {
      if (!Float.isFinite(figures.get(at))) {
        return find;
      }
    }
    Whereabouts there = new Whereabouts(find.box(), figures);
    return new Face(there.box(), find.probability(), there.landmarks());
  }

  private Box box() {
    Point centre = point(0);
    double width = find.width() * Math.exp(figure(2));
    double height = find.height() * Math.exp(figure(3));
    return new Box(centre.x() - width / 2, centre.y() - height / 2, width, height);
  }

  private Landmarks landmarks() {
    return new Landmarks(
        point(POINTS), point(POINTS + 2), point(POINTS + 4), point(POINTS + 6), point(POINTS + 8));
  }

  private Point point(int at) {
    return new Point(
        find.left() + find.width() * (0.5 + figure(at)),
        find.top() + find.height() * (0.5 + figure(at + 1)));
  }

  private double figure(int at) {
    return Math.clamp(figures.get(at), -FIGURE_MAX, FIGURE_MAX);
  }
}
