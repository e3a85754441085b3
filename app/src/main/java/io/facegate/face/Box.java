package io.facegate.face;

/** An upright rectangle in a picture, in pixels; it may reach over the picture's edges. */
public record Box(double left, double top, double width, double height) {

  /** Area in square pixels. */
  public double area() {
    return width * height;
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
