package io.facegate.dialect;

import static io.facegate.dialect.DialectRig.object;
import static io.facegate.dialect.SquareFaces.picture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.vision.Output;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Face fields from the request to the models and back, on a real store. */
class FaceFieldsTest {
  private static final Color ANN = new Color(60, 0, 255);
  private static final Color UNCLEAR = new Color(60, 110, 255);
  private static final String ALL_V3 =
      "age,beauty,expression,face_shape,gender,glasses,landmark,race,quality,face_type,parsing,"
          + "eye_status,emotion,spoofing,liveness";
  private static final String NINE =
      "age,beauty,expression,faceshape,gender,glasses,landmark,race,qualities";

  @TempDir private Path folder;

  @Test
  void everyFieldComesFromItsMeasurement() {
    try (DialectRig rig = new DialectRig(folder, DialectRig.all())) {
      JsonNode face = detectV3(rig, picture(ANN), "BASE64", ALL_V3);
      assertEquals(33.5, face.get("age").asDouble());
      assertEquals(50, face.get("beauty").asInt());
      assertEquals("oval", face.at("/face_shape/type").asText());
      assertEquals(0.75, face.at("/gender/probability").asDouble());
      assertEquals("happy", face.at("/emotion/type").asText());
      assertEquals(0.8, face.at("/eye_status/right_eye").asDouble());
      assertEquals(72, face.get("landmark72").size());
      assertEquals(face.at("/landmark72/21"), face.at("/landmark/0"));
      assertEquals(0, face.at("/quality/occlusion/chin_contour").asInt(-1));
      assertEquals(0.25, face.get("spoofing").asDouble());
      assertEquals(1, face.at("/liveness/livemapscore").asInt());
      assertTrue(face.get("parsing_info").asText().length() > 20);
    }
  }

  @Test
  void nothingIsToldUnasked() {
    try (DialectRig rig = new DialectRig(folder, DialectRig.all())) {
      JsonNode face = detectV3(rig, picture(ANN), "BASE64", "");
      assertEquals(
          Set.of("face_token", "location", "face_probability", "angle"), names(face));
      assertEquals(
          Set.of("location", "face_probability", "rotation_angle", "yaw", "pitch", "roll"),
          names(detectOlder(rig, "/rest/2.0/face/v1/detect", "")));
    }
  }

  @Test
  void olderApisSayTheSameInTheirOwnForm() {
    try (DialectRig rig = new DialectRig(folder, DialectRig.all())) {
      JsonNode v1 = detectOlder(rig, "/rest/2.0/face/v1/detect", NINE);
      assertEquals(50, v1.get("beauty").asInt());
      assertEquals(1, v1.get("expression").asInt());
      assertEquals(1, v1.get("glasses").asInt());
      assertEquals(5, v1.get("faceshape").size());
      assertEquals(0, v1.at("/qualities/completeness").asInt(-1));
      assertEquals(1, v1.at("/qualities/type/human").asInt());
      assertEquals(v1, detectOlder(rig, "/rest/2.0/face/v2/detect", NINE));
      ObjectNode bfr = (ObjectNode) detectOlder(rig, "/api/v1/faceattribute", NINE);
      assertEquals(0.5, bfr.get("beauty").asDouble());
      assertEquals(v1, bfr.set("beauty", v1.get("beauty")));
    }
  }

  @Test
  void faceThatCannotBeJudgedHasFewerFields() {
    try (DialectRig rig = new DialectRig(folder, DialectRig.all())) {
      JsonNode face = detectV3(rig, picture(UNCLEAR), "BASE64", ALL_V3);
      assertFalse(face.has("age") || face.has("eye_status") || face.has("emotion"));
      assertFalse(face.get("quality").has("occlusion"));
      assertTrue(face.get("quality").has("blur"));
    }
  }

  @Test
  void tokenAnswersWhatWasSeenWhenItWasSaved() {
    String token;
    try (DialectRig rig = new DialectRig(folder, DialectRig.all())) {
      token =
          detectV3(rig, picture(ANN), "BASE64", ALL_V3 + ",feature").get("face_token").asText();
    }
    /* The models are gone, and the face still has what they told. */
    try (DialectRig rig = new DialectRig(folder, Set.of(Output.EMBEDDING))) {
      ObjectNode kept = (ObjectNode) detectV3(rig, token, "FACE_TOKEN", ALL_V3);
      ObjectNode bare = (ObjectNode) detectV3(rig, picture(ANN), "BASE64", ALL_V3);
      assertEquals(33.5, kept.get("age").asDouble());
      assertEquals(72, kept.get("landmark72").size());
      assertEquals("oval", kept.at("/face_shape/type").asText());
      assertEquals(0.25, kept.get("spoofing").asDouble());
      assertEquals(0.9, kept.at("/eye_status/left_eye").asDouble());
      assertFalse(kept.has("parsing_info"));
      assertEquals(
          Set.of("face_token", "location", "face_probability", "angle", "landmark"), names(bare));
    }
  }

  @Test
  void enrolledFaceIsDescribedByYoutu() {
    try (DialectRig rig = new DialectRig(folder, DialectRig.all())) {
      String enrolment =
          object("uid", "ann", "group_id", "door", "user_info", "", "image", picture(ANN))
              .toString();
      rig.post("/api/v1/faceverify/user/add", enrolment);
      ObjectNode caller = object("appid", "123456", "bucket", "test");
      String faceId =
          rig.post("/face/getfaceids", caller.deepCopy().put("person_id", "ann").toString())
              .at("/data/face_ids/0").asText();
      JsonNode face =
          rig.post("/face/getfaceinfo", caller.put("face_id", faceId).toString())
              .at("/data/face_info");
      assertEquals(34, face.get("age").asInt());
      assertEquals(25, face.get("gender").asInt());
      assertEquals(50, face.get("expression").asInt());
      assertTrue(face.get("glass").asBoolean());
    }
  }

  private static Set<String> names(JsonNode face) {
    Set<String> names = new TreeSet<>();
    face.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode detectV3(DialectRig rig, String image, String type, String fields) {
    String body = object("image", image, "image_type", type, "face_field", fields).toString();
    return rig.post("/face-api/v3/face/detect?appid=site", body).at("/result/face_list/0");
  }

  private static JsonNode detectOlder(DialectRig rig, String path, String fields) {
    String body = object("image", picture(ANN), "face_fields", fields).toString();
    return rig.post(path, body).at("/result/0");
  }
}
