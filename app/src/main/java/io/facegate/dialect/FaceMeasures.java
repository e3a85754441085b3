package io.facegate.dialect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.face.DensePoints;
import io.facegate.face.Face;
import io.facegate.face.HeadPose;
import io.facegate.face.Landmarks;
import io.facegate.face.Occlusion;
import io.facegate.face.Point;
import java.util.List;
import java.util.Locale;

/** What several APIs tell of a face alike. */
public final class FaceMeasures {
  private FaceMeasures() {}

  /**
   * How far a head is tilted, clockwise, in degrees from -180 to 180. Without a pose the eyes still
   * tell it.
   */
  public static double roll(Face face) {
    HeadPose pose = face.pose();
    if (pose != null) {
      return pose.roll();
    }
    Point left = face.landmarks().leftEye();
    Point right = face.landmarks().rightEye();
    return Math.toDegrees(Math.atan2(right.y() - left.y(), right.x() - left.x()));
  }

  /**
   * Left eye, right eye, tip of the nose, middle of the mouth: of the 72 points, or else of the
   * five that every face has.
   */
  public static List<Point> fourPoints(Face face) {
    DensePoints dense = face.points();
    if (dense != null) {
      return List.of(dense.leftEye(), dense.rightEye(), dense.noseTip(), dense.mouthCentre());
    }
    Landmarks points = face.landmarks();
    Point mouth =
        new Point(
            (points.mouthLeft().x() + points.mouthRight().x()) / 2,
            (points.mouthLeft().y() + points.mouthRight().y()) / 2);
    return List.of(points.leftEye(), points.rightEye(), points.noseTip(), mouth);
  }

  /** What the documents call one of several things: {@code yellow}, {@code human}. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The word for a thing, and how sure that is: 0 to 1. */
  public static ObjectNode typed(Enum<?> value, double probability) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("type", word(value));
    node.set("probability", JsonNumbers.rounded(probability));
    return node;
  }

  /**
   * How far each part is covered, 0 to 1.
   *
   * @param chin what the API calls the chin
   */
  public static ObjectNode occlusion(Occlusion occlusion, String chin) {
    ObjectNode parts = JsonNodeFactory.instance.objectNode();
    parts.set("left_eye", JsonNumbers.rounded(occlusion.leftEye()));
    parts.set("right_eye", JsonNumbers.rounded(occlusion.rightEye()));
    parts.set("nose", JsonNumbers.rounded(occlusion.nose()));
    parts.set("mouth", JsonNumbers.rounded(occlusion.mouth()));
    parts.set("left_cheek", JsonNumbers.rounded(occlusion.leftCheek()));
    parts.set("right_cheek", JsonNumbers.rounded(occlusion.rightCheek()));
    parts.set(chin, JsonNumbers.rounded(occlusion.chinContour()));
    return parts;
  }
}
