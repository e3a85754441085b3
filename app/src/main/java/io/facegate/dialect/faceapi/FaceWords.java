package io.facegate.dialect.faceapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.core.SeenFace;
import io.facegate.dialect.FaceMeasures;
import io.facegate.dialect.JsonNumbers;
import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.HeadPose;
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
    location.put("rotation", Math.round(FaceMeasures.roll(seen.face())));
    return face;
  }

  /** Token, place, probability, angles, and what was asked for beside. */
  static ObjectNode described(SeenFace seen, FaceFieldNames names) {
    ObjectNode face = located(seen);
    face.set("face_probability", JsonNumbers.rounded(seen.face().probability()));
    face.set("angle", angle(seen.face()));
    if (names.has("landmark")) {
      ArrayNode points = face.putArray("landmark");
      FaceMeasures.fourPoints(seen.face().landmarks()).forEach(point -> points.add(point(point)));
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
    angle.set("roll", JsonNumbers.rounded(FaceMeasures.roll(face)));
    return angle;
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
      node.set("occlusion", FaceMeasures.occlusion(occlusion, "chin_contour"));
    }
    node.set("blur", JsonNumbers.rounded(quality.blur()));
    node.set("illumination", JsonNumbers.rounded(quality.illumination()));
    node.put("completeness", quality.complete() ? 1 : 0);
    return node;
  }
}
