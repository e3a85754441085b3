package io.facegate.dialect.aip;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.core.SeenFace;
import io.facegate.dialect.FaceMeasures;
import io.facegate.dialect.JsonNumbers;
import io.facegate.face.Box;
import io.facegate.face.DensePoints;
import io.facegate.face.Expression;
import io.facegate.face.Face;
import io.facegate.face.FaceShape;
import io.facegate.face.FaceType;
import io.facegate.face.Glasses;
import io.facegate.face.HeadPose;
import io.facegate.face.Occlusion;
import io.facegate.face.Odds;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import io.facegate.face.Traits;
import java.util.List;
import java.util.Optional;

/**
 * Describes a face; what cannot be told is left out.
 *
 * @param beautyMax what the most beautiful face has: the one number of which the documents differ
 */
public record FaceWords(int beautyMax) {
  /** As AIP v1 and v2 say it. */
  public static final FaceWords AIP = new FaceWords(100);

  /** As BFR says it. */
  public static final FaceWords BFR = new FaceWords(1);

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Place, probability and angles, and what was asked for beside. */
  public ObjectNode described(SeenFace seen, FaceFieldNames names) {
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
    putPoints(node, face, names);
    Traits traits = face.traits();
    if (traits != null) {
      putTraits(node, traits, names);
    }
    Odds<FaceShape> shape = face.shape();
    if (names.has("faceshape") && shape != null) {
      node.set("faceshape", shapes(shape));
    }
    if (names.has("qualities")) {
      qualities(face).ifPresent(qualities -> node.set("qualities", qualities));
    }
    return node;
  }

  /**
   * The object that says how good a picture of a face is. All its members are mandatory, so that
   * it is whole or not there.
   */
  public static Optional<ObjectNode> qualities(Face face) {
    Quality quality = face.quality();
    Occlusion occlusion = quality == null ? null : quality.occlusion();
    Traits traits = face.traits();
    if (quality == null || occlusion == null || traits == null) {
      return Optional.empty();
    }
    ObjectNode node = JSON.objectNode();
    node.set("occlusion", FaceMeasures.occlusion(occlusion, "chin"));
    node.set("blur", JsonNumbers.rounded(quality.blur()));
    node.set("illumination", JsonNumbers.rounded(quality.illumination()));
    /* The other way round than in v3. */
    node.put("completeness", quality.complete() ? 0 : 1);
    ObjectNode type = node.putObject("type");
    for (FaceType kind : FaceType.values()) {
      type.set(FaceMeasures.word(kind), JsonNumbers.rounded(traits.type().of(kind)));
    }
    return Optional.of(node);
  }

  private void putTraits(ObjectNode node, Traits traits, FaceFieldNames names) {
    if (names.has("age")) {
      node.set("age", JsonNumbers.rounded(traits.ageYears()));
    }
    if (names.has("beauty")) {
      node.set("beauty", JsonNumbers.rounded(traits.beauty() * beautyMax));
    }
    if (names.has("expression")) {
      node.put("expression", number(traits.expression().best()));
      putProbability(node, "expression", traits.expression());
    }
    if (names.has("gender")) {
      node.put("gender", FaceMeasures.word(traits.gender().best()));
      putProbability(node, "gender", traits.gender());
    }
    if (names.has("glasses")) {
      node.put("glasses", number(traits.glasses().best()));
      putProbability(node, "glasses", traits.glasses());
    }
    if (names.has("race")) {
      node.put("race", FaceMeasures.word(traits.race().best()));
      putProbability(node, "race", traits.race());
    }
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

  private static void putProbability(ObjectNode node, String name, Odds<?> odds) {
    node.set(name + "_probability", JsonNumbers.rounded(odds.bestShare()));
  }

  private static int number(Expression expression) {
    return switch (expression) {
      case NONE -> 0;
      case SMILE -> 1;
      case LAUGH -> 2;
    };
  }

  private static int number(Glasses glasses) {
    return switch (glasses) {
      case NONE -> 0;
      case COMMON -> 1;
      case SUN -> 2;
    };
  }

  /** Each of the five and how likely it is, in the order of the documents. */
  private static ArrayNode shapes(Odds<FaceShape> odds) {
    ArrayNode list = JSON.arrayNode();
    for (FaceShape shape : FaceShape.values()) {
      list.add(FaceMeasures.typed(shape, odds.of(shape)));
    }
    return list;
  }

  /* Whole pixels without sign, so what lies outside the picture is cut off. */
  private static ObjectNode location(SeenFace seen) {
    Box box = seen.face().box().in(seen.imageWidth(), seen.imageHeight());
    ObjectNode location = JSON.objectNode();
    location.put("left", Math.round(box.left()));
    location.put("top", Math.round(box.top()));
    location.put("width", Math.round(box.width()));
    location.put("height", Math.round(box.height()));
    return location;
  }

  private static ArrayNode points(List<Point> points) {
    ArrayNode list = JSON.arrayNode();
    for (Point point : points) {
      ObjectNode node = list.addObject();
      node.put("x", Math.max(0, Math.round(point.x())));
      node.put("y", Math.max(0, Math.round(point.y())));
    }
    return list;
  }
}
