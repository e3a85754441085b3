package io.facegate.vision;

import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import io.facegate.inference.CropSpec;
import io.facegate.inference.InputSpec;
import java.util.List;

/** Turns and scales a face so that its five points meet a model's template. */
final class FaceAligner {
  private final List<Point> template;

  /** An aligner for a model's crop and input size. */
  FaceAligner(CropSpec crop, InputSpec input) {
    this.template =
        crop.template().stream()
            .map(point -> new Point(point.x() * input.width(), point.y() * input.height()))
            .toList();
  }

  /** From places on the aligned face to places in the picture, from the corners on. */
  Affine toPicture(Landmarks landmarks) {
    return Affine.similarity(points(landmarks), template).inverse();
  }

  /** From pixels of the aligned face to pixels of the picture, from the centres on. */
  Affine toImage(Landmarks landmarks) {
    return toPicture(landmarks).betweenCentres();
  }

  static List<Point> points(Landmarks landmarks) {
    return List.of(
        landmarks.leftEye(),
        landmarks.rightEye(),
        landmarks.noseTip(),
        landmarks.mouthLeft(),
        landmarks.mouthRight());
  }
}
