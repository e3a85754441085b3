package io.facegate.face;

/** An upright rectangle in a picture, in pixels; it may reach over the picture's edges. */
public record Box(double left, double top, double width, double height) {

  /** Area in square pixels. */
  public double area() {
    return width * height;
  }

  /** What lies in a picture of that size; of no width or height where nothing does. */
  public Box in(int pictureWidth, int pictureHeight) {
    double seenLeft = Math.clamp(left, 0, pictureWidth);
    double seenTop = Math.clamp(top, 0, pictureHeight);
    return new Box(
        seenLeft,
        seenTop,
        Math.clamp(right(), 0, pictureWidth) - seenLeft,
        Math.clamp(bottom(), 0, pictureHeight) - seenTop);
  }

  /** Area in square pixels of what lies in a picture of that size. */
  public double areaIn(int pictureWidth, int pictureHeight) {
    return in(pictureWidth, pictureHeight).area();
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
