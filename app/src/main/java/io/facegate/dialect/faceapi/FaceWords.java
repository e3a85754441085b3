package io.facegate.dialect.faceapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.core.SeenFace;
import io.facegate.dialect.FaceMeasures;
import io.facegate.dialect.JsonNumbers;
import io.facegate.face.Box;
import io.facegate.face.DensePoints;
import io.facegate.face.EyesOpen;
import io.facegate.face.Face;
import io.facegate.face.FaceShape;
import io.facegate.face.HeadPose;
import io.facegate.face.Occlusion;
import io.facegate.face.Odds;
import io.facegate.face.Parsing;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import io.facegate.face.Traits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes a face; what cannot be told is left out. */
final class FaceWords {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int BEAUTY_MAX = 100;

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
    Face face = seen.face();
    ObjectNode node = located(seen);
    node.set("face_probability", JsonNumbers.rounded(face.probability()));
    node.set("angle", angle(face));
    putPoints(node, face, names);
    Traits traits = face.traits();
    if (traits != null) {
      putTraits(node, traits, names);
    }
    Odds<FaceShape> shape = face.shape();
    if (names.has("face_shape") && shape != null) {
      node.set("face_shape", typed(shape));
    }
    Quality quality = face.quality();
    if (names.has("quality") && quality != null) {
      node.set("quality", quality(quality));
    }
    Double spoofing = face.spoofing();
    if (names.has("spoofing") && spoofing != null) {
      node.set("spoofing", JsonNumbers.rounded(spoofing));
    }
    Parsing parsing = face.parsing();
    if (names.has("parsing_info") && parsing != null) {
      node.put("parsing_info", ParsingText.of(parsing));
    }
    Double liveness = face.liveness();
    if (names.has("liveness") && liveness != null) {
      node.putObject("liveness").set("livemapscore", JsonNumbers.rounded(liveness));
    }
    return node;
  }

  private static void putPoints(ObjectNode node, Face face, FaceFieldNames names) {
    if (names.has("landmark")) {
      node.set("landmark", points(FaceMeasures.fourPoints(face)));
    }
    DensePoints dense = face.points();
    if (names.has("landmark72") && dense != null) {
      node.set("landmark72", points(dense.points()));
    }
  }

  private static void putTraits(ObjectNode node, Traits traits, FaceFieldNames names) {
    if (names.has("age")) {
      node.set("age", JsonNumbers.rounded(traits.ageYears()));
    }
    if (names.has("beauty")) {
      node.set("beauty", JsonNumbers.rounded(traits.beauty() * BEAUTY_MAX));
    }
    Map<String, Odds<?>> odds = new LinkedHashMap<>();
    odds.put("expression", traits.expression());
    odds.put("gender", traits.gender());
    odds.put("glasses", traits.glasses());
    odds.put("emotion", traits.emotion());
    odds.put("race", traits.race());
    odds.put("face_type", traits.type());
    odds.forEach(
        (name, shares) -> {
          if (names.has(name)) {
            node.set(name, typed(shares));
          }
        });
    EyesOpen eyes = traits.eyes();
    if (names.has("eye_status") && eyes != null) {
      ObjectNode status = node.putObject("eye_status");
      putEye(status, "left_eye", eyes.left());
      putEye(status, "right_eye", eyes.right());
    }
  }

  private static void putEye(ObjectNode status, String name, @Nullable Double open) {
    if (open != null) {
      status.set(name, JsonNumbers.rounded(open));
    }
  }

  private static ObjectNode typed(Odds<?> odds) {
    return FaceMeasures.typed(odds.best(), odds.bestShare());
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

  private static ArrayNode points(List<Point> points) {
    ArrayNode list = JSON.arrayNode();
    for (Point point : points) {
      ObjectNode node = list.addObject();
      node.set("x", JsonNumbers.rounded(point.x()));
      node.set("y", JsonNumbers.rounded(point.y()));
    }
    return list;
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
