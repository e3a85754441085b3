package io.facegate.report;

import io.facegate.face.Box;
import io.facegate.face.Image;
import io.facegate.face.Point;

/**
 * A part of a picture as it lies on the sheet.
 *
 * @param part in whole pixels of the picture, inside of it
 * @param width on the sheet, in pixels
 * @param height on the sheet, in pixels
 */
record Frame(Box part, int width, int height) {
  /** Beside the face box there is this much of it to each side. */
  private static final double SURROUNDINGS = 0.35;

  /** A whole picture, at most so long on either side, never enlarged. */
  static Frame whole(Image image, int sidePxMax) {
    double scale =
        Math.min(1, (double) sidePxMax / Math.max(image.width(), image.height()));
    return new Frame(
        new Box(0, 0, image.width(), image.height()),
        Math.max(1, (int) Math.round(image.width() * scale)),
        Math.max(1, (int) Math.round(image.height() * scale)));
  }

  /** A face and what is around it, as far as the picture goes. */
  static Frame around(Image image, Box face, int sidePx) {
    double reach = SURROUNDINGS * Math.max(face.width(), face.height());
    int left = (int) Math.clamp(Math.floor(face.left() - reach), 0, image.width() - 1.0);
    int top = (int) Math.clamp(Math.floor(face.top() - reach), 0, image.height() - 1.0);
    int right = (int) Math.clamp(Math.ceil(face.right() + reach), left + 1.0, image.width());
    int bottom = (int) Math.clamp(Math.ceil(face.bottom() + reach), top + 1.0, image.height());
    double scale = (double) sidePx / Math.max(right - left, bottom - top);
    return new Frame(
        new Box(left, top, right - left, bottom - top),
        Math.max(1, (int) Math.round((right - left) * scale)),
        Math.max(1, (int) Math.round((bottom - top) * scale)));
  }

  /** Pixels of the sheet to one of the picture. */
  double scale() {
    return width / part.width();
  }

  /* Points and boxes of models count from the middle of the first pixel. */
  double x(double pictureX) {
    return (pictureX + 0.5 - part.left()) * width / part.width();
  }

  double y(double pictureY) {
    return (pictureY + 0.5 - part.top()) * height / part.height();
  }

  /** A point as SVG writes it. */
  String at(Point point) {
    return Html.number(x(point.x()), 1) + "," + Html.number(y(point.y()), 1);
  }
}
