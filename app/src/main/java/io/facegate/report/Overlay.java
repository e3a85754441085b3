package io.facegate.report;

import io.facegate.face.Box;
import io.facegate.face.DensePoints;
import io.facegate.face.Face;
import io.facegate.face.HeadPose;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws what was found over a picture, as SVG of the same size. */
final class Overlay {
  /* From, to, and whether the end is joined to the start: how the vendors' samples draw the 72. */
  private static final List<Stroke> STROKES =
      List.of(
          new Stroke(0, 12, false),
          new Stroke(13, 20, true),
          new Stroke(22, 29, true),
          new Stroke(30, 37, true),
          new Stroke(39, 46, true),
          new Stroke(47, 56, false),
          new Stroke(58, 65, true),
          new Stroke(66, 71, true));

  private static final double ARROW_SHARE = 0.5;

  private final Frame frame;
  private final StringBuilder svg = new StringBuilder();

  private record Stroke(int from, int to, boolean closed) {}

  private Overlay(Frame frame) {
    this.frame = frame;
    svg.append(
        "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">"
            .formatted(frame.width(), frame.height(), frame.width(), frame.height()));
  }

  /** The boxes of all faces, numbered from 1. */
  static String boxes(Frame frame, List<Face> faces) {
    Overlay overlay = new Overlay(frame);
    for (int i = 0; i < faces.size(); i++) {
      overlay.box(faces.get(i).box());
      overlay.number(faces.get(i).box(), i + 1);
    }
    return overlay.text();
  }

  /** Everything about one face. */
  static String face(Frame frame, Face face) {
    Overlay overlay = new Overlay(frame);
    overlay.box(face.box());
    if (face.points() != null) {
      overlay.dense(face.points());
    }
    overlay.five(face.landmarks());
    if (face.pose() != null) {
      overlay.arrow(face.landmarks().noseTip(), face.box(), face.pose());
    }
    return overlay.text();
  }

  private String text() {
    return svg + "</svg>";
  }

  private void box(Box box) {
    double scale = frame.scale();
    svg.append(
        "<rect class=\"box\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
            .formatted(
                Html.number(frame.x(box.left() - 0.5), 1),
                Html.number(frame.y(box.top() - 0.5), 1),
                Html.number(box.width() * scale, 1),
                Html.number(box.height() * scale, 1)));
  }

  private void number(Box box, int number) {
    svg.append(
        "<text x=\"%s\" y=\"%s\">%d</text>"
            .formatted(
                Html.number(frame.x(box.left()) + 3, 1),
                Html.number(frame.y(box.top()) + 14, 1),
                number));
  }

  private void dense(DensePoints points) {
    for (Stroke stroke : STROKES) {
      String places =
          IntStream.rangeClosed(stroke.from, stroke.to)
              .mapToObj(number -> frame.at(points.at(number)))
              .collect(Collectors.joining(" "));
      svg.append(
          "<%s class=\"line\" points=\"%s\"/>"
              .formatted(stroke.closed ? "polygon" : "polyline", places));
    }
    points.points().forEach(point -> dot("dense", point, 1.3));
  }

  private void five(Landmarks five) {
    dot("eye", five.leftEye(), 3);
    dot("eye", five.rightEye(), 3);
    dot("nose", five.noseTip(), 3);
    dot("mouth", five.mouthLeft(), 3);
    dot("mouth", five.mouthRight(), 3);
  }

  private void dot(String kind, Point point, double radius) {
    svg.append(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>"
            .formatted(
                kind,
                Html.number(frame.x(point.x()), 1),
                Html.number(frame.y(point.y()), 1),
                Html.number(radius, 1)));
  }

  /* Where the nose points: yaw to the right of the picture and pitch downwards are positive. */
  private void arrow(Point nose, Box box, HeadPose pose) {
    double length = ARROW_SHARE * Math.max(box.width(), box.height());
    Point end =
        new Point(
            nose.x() + length * Math.sin(Math.toRadians(pose.yaw())),
            nose.y() + length * Math.sin(Math.toRadians(pose.pitch())));
    svg.append(
        "<polyline class=\"pose\" points=\"%s %s\"/>".formatted(frame.at(nose), frame.at(end)));
  }
}
