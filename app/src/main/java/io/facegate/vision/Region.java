package io.facegate.vision;

import io.facegate.face.Point;
import java.util.Arrays;
import java.util.List;

/** A rectangle of a picture in which polygons are filled. */
final class Region {
  private final int left;
  private final int top;
  private final int width;
  private final int height;

  private Region(int left, int top, int width, int height) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
  }

  /** The pixels of a picture that points span, at least one. */
  static Region around(List<Point> points, int pictureWidth, int pictureHeight) {
    double x0 = points.stream().mapToDouble(Point::x).min().orElseThrow();
    double y0 = points.stream().mapToDouble(Point::y).min().orElseThrow();
    double x1 = points.stream().mapToDouble(Point::x).max().orElseThrow();
    double y1 = points.stream().mapToDouble(Point::y).max().orElseThrow();
    int left = (int) Math.clamp(Math.floor(x0), 0, pictureWidth - 1);
    int top = (int) Math.clamp(Math.floor(y0), 0, pictureHeight - 1);
    int right = (int) Math.clamp(Math.ceil(x1), left + 1, pictureWidth);
    int bottom = (int) Math.clamp(Math.ceil(y1), top + 1, pictureHeight);
    return new Region(left, top, right - left, bottom - top);
  }

  int left() {
    return left;
  }

  int top() {
    return top;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Hears of every pixel inside. */
  @FunctionalInterface
  interface Pixels {
    /**
     * A pixel.
     *
     * @param place in the region, row by row
     */
    void at(int place);
  }

  /** Tells every pixel whose centre lies inside a polygon, by the even-odd rule. */
  void inside(List<Point> polygon, Pixels pixels) {
    double[] crossings = new double[polygon.size()];
    for (int row = 0; row < height; row++) {
      int count = crossings(polygon, top + row + 0.5, crossings);
      Arrays.sort(crossings, 0, count);
      for (int i = 0; i + 1 < count; i += 2) {
        int from = (int) Math.max(0, Math.ceil(crossings[i] - 0.5) - left);
        int to = (int) Math.min(width, Math.ceil(crossings[i + 1] - 0.5) - left);
        for (int x = from; x < to; x++) {
          pixels.at(row * width + x);
        }
      }
    }
  }

  private static int crossings(List<Point> polygon, double y, double[] found) {
    int count = 0;
    Point last = polygon.getLast();
    for (Point next : polygon) {
      if (last.y() <= y != next.y() <= y) {
        double share = (y - last.y()) / (next.y() - last.y());
        found[count++] = last.x() + share * (next.x() - last.x());
      }
      last = next;
    }
    return count;
  }
}
