package io.facegate.face;

/** An upright rectangle in a picture, in pixels; it may reach over the picture's edges. */
public record Box(double left, double top, double width, double height) {

  /** Area in square pixels. */
  public double area() {
    return width * height;
  }

  /** Area in square pixels of what lies in a picture of that size. */
  public double areaIn(int pictureWidth, int pictureHeight) {
    double seenWidth = Math.min(right(), pictureWidth) - Math.max(left, 0);
    double seenHeight = Math.min(bottom(), pictureHeight) - Math.max(top, 0);
    return Math.max(seenWidth, 0) * Math.max(seenHeight, 0);
  }

  /** Right edge. */
  public double right() {
    return left + width;
  }

  /** Bottom edge. */
  public double bottom() {
    return top + height;
  }
}
