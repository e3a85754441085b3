package io.facegate.dialect.aip;

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
public final class FaceWords {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private FaceWords() {}

  /** Place, probability and angles, and what was asked for beside. */
  public static ObjectNode described(SeenFace seen, FaceFieldNames names) {
    Face face = seen.face();
    ObjectNode node = JSON.objectNode();
    node.set("location", location(seen));
    node.set("face_probability", JsonNumbers.rounded(face.probability()));
    node.put("rotation_angle", Math.round(FaceMeasures.roll(face)));
    HeadPose pose = face.pose();
    if (pose != null) {
      node.set("yaw", JsonNumbers.rounded(pose.yaw()));
      node.set("pitch", JsonNumbers.rounded(pose.pitch()));
    }
    node.set("roll", JsonNumbers.rounded(FaceMeasures.roll(face)));
    if (names.has("landmark")) {
      ArrayNode points = node.putArray("landmark");
      FaceMeasures.fourPoints(face.landmarks()).forEach(point -> points.add(point(point)));
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
      node.set("occlusion", FaceMeasures.occlusion(occlusion, "chin"));
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

  private static ObjectNode point(Point point) {
    ObjectNode node = JSON.objectNode();
    node.put("x", Math.max(0, Math.round(point.x())));
    node.put("y", Math.max(0, Math.round(point.y())));
    return node;
  }
}
