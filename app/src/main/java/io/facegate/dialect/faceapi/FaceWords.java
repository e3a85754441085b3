package io.facegate.dialect.faceapi;

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
final class FaceWords {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private FaceWords() {}

  /** Token and place. */
  static ObjectNode located(SeenFace seen) {
    ObjectNode face = JSON.objectNode();
    face.put("face_token", seen.token());
    Box box = seen.face().box();
    ObjectNode location = face.putObject("location");
    location.set("left", JsonNumbers.rounded(box.left()));
    location.set("top", JsonNumbers.rounded(box.top()));
    location.set("width", JsonNumbers.rounded(box.width()));
    location.set("height", JsonNumbers.rounded(box.height()));
    location.put("rotation", Math.round(roll(seen.face())));
    return face;
  }

  /** Token, place, probability, angles, and what was asked for beside. */
  static ObjectNode described(SeenFace seen, FaceFieldNames names) {
    ObjectNode face = located(seen);
    face.set("face_probability", JsonNumbers.rounded(seen.face().probability()));
    face.set("angle", angle(seen.face()));
    if (names.has("landmark")) {
      face.set("landmark", landmark(seen.face().landmarks()));
    }
    Quality quality = seen.face().quality();
    if (names.has("quality") && quality != null) {
      face.set("quality", quality(quality));
    }
    return face;
  }

  private static ObjectNode angle(Face face) {
    ObjectNode angle = JSON.objectNode();
    HeadPose pose = face.pose();
    if (pose != null) {
      angle.set("yaw", JsonNumbers.rounded(pose.yaw()));
      angle.set("pitch", JsonNumbers.rounded(pose.pitch()));
    }
    angle.set("roll", JsonNumbers.rounded(roll(face)));
    return angle;
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
    ArrayNode list = JSON.arrayNode();
    list.add(point(points.leftEye()));
    list.add(point(points.rightEye()));
    list.add(point(points.noseTip()));
    list.add(
        point(
            new Point(
                (points.mouthLeft().x() + points.mouthRight().x()) / 2,
                (points.mouthLeft().y() + points.mouthRight().y()) / 2)));
    return list;
  }

  private static ObjectNode point(Point point) {
    ObjectNode node = JSON.objectNode();
    node.set("x", JsonNumbers.rounded(point.x()));
    node.set("y", JsonNumbers.rounded(point.y()));
    return node;
  }

  private static ObjectNode quality(Quality quality) {
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
      parts.set("chin_contour", JsonNumbers.rounded(occlusion.chinContour()));
    }
    node.set("blur", JsonNumbers.rounded(quality.blur()));
    node.set("illumination", JsonNumbers.rounded(quality.illumination()));
    node.put("completeness", quality.complete() ? 1 : 0);
    return node;
  }
}
