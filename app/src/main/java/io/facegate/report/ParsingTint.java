package io.facegate.report;

import io.facegate.face.Image;
import io.facegate.face.Parsing;

/** Colours each part of a face over its picture. */
final class ParsingTint {
  /* Blue, green, red of each class; the background stays as it is. */
  private static final int[][] COLOURS = {
    {0, 0, 0}, {150, 190, 255}, {0, 200, 80}, {0, 140, 0}, {255, 120, 0}, {200, 0, 0},
    {0, 220, 255}, {60, 60, 255}, {255, 255, 255}, {0, 0, 170}, {200, 0, 160}
  };

  private ParsingTint() {}

  /** The part of a picture that a frame shows, at the frame's size, half picture, half colour. */
  static Image tinted(Image image, Parsing parsing, Frame frame) {
    byte[] classes = parsing.classes();
    byte[] pixels = new byte[3 * frame.width() * frame.height()];
    for (int y = 0; y < frame.height(); y++) {
      int row = source(frame.part().top(), frame.part().height(), y, frame.height());
      for (int x = 0; x < frame.width(); x++) {
        int column = source(frame.part().left(), frame.part().width(), x, frame.width());
        int from = row * image.width() + column;
        int to = 3 * (y * frame.width() + x);
        int kind = classes[from] & 0xFF;
        for (int plane = 0; plane < 3; plane++) {
          int seen = image.bgr()[3 * from + plane] & 0xFF;
          pixels[to + plane] = (byte) mixed(seen, kind, plane);
        }
      }
    }
    return new Image(frame.width(), frame.height(), pixels);
  }

  private static int source(double start, double length, int at, int size) {
    return (int) (start + Math.min(length - 1, Math.floor((at + 0.5) * length / size)));
  }

  private static int mixed(int seen, int kind, int plane) {
    return kind == Parsing.BACKGROUND || kind >= COLOURS.length
        ? seen
        : (seen + COLOURS[kind][plane]) / 2;
  }
}
