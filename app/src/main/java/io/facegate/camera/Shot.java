package io.facegate.camera;

import io.facegate.face.Face;
import io.facegate.face.Landmarks;

/**
 * A face in a frame, before it is measured.
 *
 * @param grade how promising it is, 0 to 1, as far as size, certainty and the five points tell
 */
record Shot(Frame frame, Face face, double grade) {
  /* An embedding is made of 112 x 112 pixels: more of them add nothing. */
  private static final double SIDE_PX_ENOUGH = 112;

  /** Grades a face. */
  static Shot of(Frame frame, Face face) {
    double side = Math.min(face.box().width(), face.box().height());
    double size = Math.min(1, side / SIDE_PX_ENOUGH);
    return new Shot(frame, face, size * face.probability() * frontality(face.landmarks()));
  }

  /** 1 when the nose lies in the middle between the eyes, 0 when it covers one. */
  private static double frontality(Landmarks points) {
    double eyesX = points.rightEye().x() - points.leftEye().x();
    double eyesY = points.rightEye().y() - points.leftEye().y();
    double square = eyesX * eyesX + eyesY * eyesY;
    if (square == 0) {
      return 0;
    }
    double noseX = points.noseTip().x() - points.leftEye().x();
    double noseY = points.noseTip().y() - points.leftEye().y();
    double along = (noseX * eyesX + noseY * eyesY) / square;
    return Math.max(0, 1 - 2 * Math.abs(along - 0.5));
  }
}
