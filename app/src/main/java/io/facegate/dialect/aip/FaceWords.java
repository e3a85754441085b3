package io.facegate.dialect.aip;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.core.SeenFace;
import io.facegate.dialect.JsonNumbers;
import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.HeadPose;
import io.facegate.face.Landmarks;
import io.facegate.face.Occlusion;
import io.facegate.face.Point;
import io.facegate.face.Quality;

/** Describes a face; what no installed model can tell is left out. */
public final class FaceWords {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private FaceWords() {}

  /** Place, probability and angles, and what was asked for beside. */
  public static ObjectNode described(SeenFace seen, FaceFieldNames names) {
    Face face = seen.face();
    ObjectNode node = JSON.objectNode();
    node.set("location", location(seen));
    node.set("face_probability", JsonNumbers.rounded(face.probability()));
    node.put("rotation_angle", Math.round(roll(face)));
    HeadPose pose = face.pose();
    if (pose != null) {
      node.set("yaw", JsonNumbers.rounded(pose.yaw()));
      node.set("pitch", JsonNumbers.rounded(pose.pitch()));
    }
    node.set("roll", JsonNumbers.rounded(roll(face)));
    if (names.has("landmark")) {
      node.set("landmark", landmark(face.landmarks()));
    }
    Quality quality = face.quality();
    if (names.has("qualities") && quality != null) {
      node.set("qualities", qualities(quality));
    }
    return node;
  }

  /** The object that says how good a picture of a face is. */
  public static ObjectNode qualities(Quality quality) {
    ObjectNode node = JSON.objectNode();
    Occlusion occlusion = quality.occlusion();
    if (occlusion != null) {
      ObjectNode parts = node.putObject("occlusion");
      parts.set("left_eye", JsonNumbers.rounded(occlusion.leftEye()));
      parts.set("right_eye", JsonNumbers.rounded(occlusion.rightEye()));
      parts.set("nose", JsonNumbers.rounded(occlusion.nose()));
      parts.set("mouth", JsonNumbers.rounded(occlusion.mouth()));
      parts.set("left_cheek", JsonNumbers.rounded(occlusion.leftCheek()));
      parts.set("right_cheek", JsonNumbers.rounded(occlusion.rightCheek()));
      parts.set("chin", JsonNumbers.rounded(occlusion.chinContour()));
    }
    node.set("blur", JsonNumbers.rounded(quality.blur()));
    node.set("illumination", JsonNumbers.rounded(quality.illumination()));
    /* The other way round than in v3. */
    node.put("completeness", quality.complete() ? 0 : 1);
    return node;
  }

  /* Whole pixels without sign, so what lies outside the picture is cut off. */
  private static ObjectNode location(SeenFace seen) {
    Box box = seen.face().box();
    ObjectNode location = JSON.objectNode();
    double left = Math.clamp(box.left(), 0, seen.imageWidth());
    double top = Math.clamp(box.top(), 0, seen.imageHeight());
    location.put("left", Math.round(left));
    location.put("top", Math.round(top));
    location.put("width", Math.round(Math.min(box.right(), seen.imageWidth()) - left));
    location.put("height", Math.round(Math.min(box.bottom(), seen.imageHeight()) - top));
    return location;
  }

  /* Without a pose the eyes still tell how far the head is tilted. */
  private static double roll(Face face) {
    HeadPose pose = face.pose();
    if (pose != null) {
      return pose.roll();
    }
    Point left = face.landmarks().leftEye();
    Point right = face.landmarks().rightEye();
    return Math.toDegrees(Math.atan2(right.y() - left.y(), right.x() - left.x()));
  }

  /* Left eye, right eye, tip of the nose, middle of the mouth. */
  private static ArrayNode landmark(Landmarks points) {
    Point mouth =
        new Point(
            (points.mouthLeft().x() + points.mouthRight().x()) / 2,
            (points.mouthLeft().y() + points.mouthRight().y()) / 2);
    ArrayNode list = JSON.arrayNode();
    list.add(point(points.leftEye()));
    list.add(point(points.rightEye()));
    list.add(point(points.noseTip()));
    list.add(point(mouth));
    return list;
  }

  private static ObjectNode point(Point point) {
    ObjectNode node = JSON.objectNode();
    node.put("x", Math.max(0, Math.round(point.x())));
    node.put("y", Math.max(0, Math.round(point.y())));
    return node;
  }
}
