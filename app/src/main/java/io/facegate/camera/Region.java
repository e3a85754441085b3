package io.facegate.camera;

import io.facegate.face.Box;
import java.util.List;

/**
 * The part of the picture in which faces count: a polygon; a face counts when its centre lies
 * inside.
 *
 * @param corners three or more, in order
 */
public record Region(List<Corner> corners) {

  /**
   * A place in a picture of any size.
   *
   * @param x 0 (left) to 1 (right)
   * @param y 0 (top) to 1 (bottom)
   */
  public record Corner(double x, double y) {
    /** Checks the range. */
    public Corner {
      if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
        throw new IllegalArgumentException("a corner lies within 0 and 1: " + x + ", " + y);
      }
    }
  }

  /** Checks that there is an area. */
  public Region {
    corners = List.copyOf(corners);
    if (corners.size() < 3 || corners.size() > 64) {
      throw new IllegalArgumentException("a region has 3 to 64 corners: " + corners.size());
    }
  }

  /** The whole picture. */
  public static Region whole() {
    return rectangle(0, 0, 1, 1);
  }

  /** An upright rectangle. */
  public static Region rectangle(double left, double top, double right, double bottom) {
    return new Region(
        List.of(
            new Corner(left, top),
            new Corner(right, top),
            new Corner(right, bottom),
            new Corner(left, bottom)));
  }

  /** Whether a face in a picture of the given size counts. */
  boolean contains(Box box, int imageWidth, int imageHeight) {
    double x = Math.clamp((box.left() + box.width() / 2) / imageWidth, 0, ALMOST_ONE);
    double y = Math.clamp((box.top() + box.height() / 2) / imageHeight, 0, ALMOST_ONE);
    boolean inside = false;
    Corner before = corners.getLast();
    for (Corner corner : corners) {
      if ((corner.y > y) != (before.y > y)
          && x < (before.x - corner.x) * (y - corner.y) / (before.y - corner.y) + corner.x) {
        inside = !inside;
      }
      before = corner;
    }
    return inside;
  }

  /* The ray of the even-odd rule must cross the right edge of a region that reaches the border. */
  private static final double ALMOST_ONE = Math.nextDown(1.0);
}
