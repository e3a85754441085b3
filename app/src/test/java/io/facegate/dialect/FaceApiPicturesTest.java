package io.facegate.dialect;

import static io.facegate.dialect.DialectRig.object;
import static io.facegate.dialect.SquareFaces.picture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.facegate.access.AddressRange;
import io.facegate.core.FaceEvent;
import io.facegate.testing.Await;
import io.facegate.vision.Output;
import java.awt.Color;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be asked of pictures, tokens and addresses, through face-api v3, on a real store. */
class FaceApiPicturesTest {
  private static final Color ANN = new Color(60, 0, 255);
  private static final Color ANN_BLURRED = new Color(60, 210, 255);
  private static final Color ANN_UNCLEAR = new Color(60, 110, 255);
  private static final Color ANN_ON_PAPER = new Color(60, 0, 10);
  private static final Color BOB = new Color(180, 0, 100);

  @TempDir private Path folder;

  @Test
  void tokenWorksOnlyOnceItsFeatureWasSaved() {
    try (DialectRig rig = rig()) {
      String token =
          ok(post(rig, "face/detect", probe(ANN))).at("/face_list/0/face_token").asText();
      ObjectNode byToken = object("image", token, "image_type", "FACE_TOKEN");
      assertCode(222209, post(rig, "face/detect", byToken));
      ok(post(rig, "face/detect", probe(ANN).put("get_feature", "YES")));
      JsonNode face = ok(post(rig, "face/detect", byToken)).at("/face_list/0");
      assertEquals(token, face.get("face_token").asText());
      assertEquals(2, face.at("/angle/pitch").asDouble());
      assertCode(222209, rig.post("/face-api/v3/face/detect?appid=other", byToken.toString()));
      String sameToken = byToken.deepCopy().put("group_id", "door").put("user_id", "ann")
          .put("quality_control", "HIGH").put("liveness_control", "HIGH").toString();
      JsonNode added = rig.post("/face-api/v3/face/add?appid=site", sameToken);
      assertEquals(token, ok(added).get("face_token").asText());
    }
  }

  @Test
  void enrolmentAndFieldNameSaveToo() {
    try (DialectRig rig = rig()) {
      ObjectNode person = probe(ANN).put("group_id", "door").put("user_id", "ann");
      String enrolled = ok(post(rig, "face/add", person)).get("face_token").asText();
      ok(post(rig, "face/detect", object("image", enrolled, "image_type", "FACE_TOKEN")));
      ObjectNode featured = probe(BOB).put("face_field", "feature");
      String told = ok(post(rig, "face/detect", featured)).at("/face_list/0/face_token").asText();
      ArrayNode pair = DialectRig.JSON.createArrayNode()
          .add(object("image", enrolled, "image_type", "FACE_TOKEN"))
          .add(object("image", told, "image_type", "FACE_TOKEN"));
      JsonNode match = ok(rig.post("/face-api/v3/face/match?appid=site", pair.toString()));
      assertEquals(told, match.at("/face_list/1/face_token").asText());
      assertTrue(match.get("score").asDouble() < 60);
    }
  }

  @Test
  void controlsFailWhereOneFaceIsMeant() {
    try (DialectRig rig = rig()) {
      ObjectNode person = probe(ANN_BLURRED).put("group_id", "door").put("user_id", "ann");
      assertCode(223114, post(rig, "face/add", person.deepCopy().put("quality_control", "LOW")));
      ObjectNode fake = probe(ANN_ON_PAPER).put("group_id", "door").put("user_id", "ann");
      assertCode(223120, post(rig, "face/add", fake.deepCopy().put("liveness_control", "LOW")));
      ok(post(rig, "face/add", fake));
      fake.put("group_id_list", "door").put("liveness_control", "NORMAL");
      assertCode(223120, post(rig, "face/identify", fake));
    }
  }

  @Test
  void controlsFilterWhereManyFacesAreMeant() {
    try (DialectRig rig = rig()) {
      ObjectNode three = object("image", picture(ANN_BLURRED, ANN_ON_PAPER, ANN), "image_type",
          "BASE64", "max_face_num", 10, "quality_control", "LOW", "liveness_control", "HIGH");
      assertEquals(1, ok(post(rig, "face/detect", three)).get("face_num").asInt());
      ok(post(rig, "group/add", object("group_id", "door")));
      ok(post(rig, "face/add", probe(ANN).put("group_id", "door").put("user_id", "ann")));
      JsonNode found = ok(post(rig, "face/midentify", three.put("group_id_list", "door")));
      assertEquals(1, found.get("face_num").asInt());
      ObjectNode none = object("image", picture(ANN_ON_PAPER), "image_type", "BASE64",
          "liveness_control", "LOW");
      assertCode(222202, post(rig, "face/detect", none));
    }
  }

  @Test
  void faceThatCannotBeJudgedDoesNotSpoilTheOthers() {
    try (DialectRig rig = rig()) {
      ObjectNode two = object("image", picture(ANN_UNCLEAR, ANN), "image_type", "BASE64",
          "max_face_num", 10, "quality_control", "LOW");
      JsonNode found = ok(post(rig, "face/detect", two));
      assertEquals(1, found.get("face_num").asInt());
      assertEquals(40, found.at("/face_list/0/location/left").asInt());
      ObjectNode alone = probe(ANN_UNCLEAR).put("quality_control", "LOW");
      assertCode(223118, post(rig, "face/detect", alone));
      ok(post(rig, "group/add", object("group_id", "door")));
      assertCode(223118, post(rig, "face/midentify", alone.put("group_id_list", "door")));
    }
  }

  @Test
  void controlsWithoutTheirModelFailClosed() {
    Set<Output> poor = EnumSet.of(Output.QUALITY, Output.EMBEDDING);
    try (DialectRig rig = new DialectRig(folder, poor)) {
      assertCode(223118, post(rig, "face/detect", probe(ANN).put("quality_control", "LOW")));
      assertCode(223119, post(rig, "face/detect", probe(ANN).put("liveness_control", "LOW")));
      String list = "[" + probe(ANN) + "]";
      assertCode(3, rig.post("/face-api/v3/face/liveness?appid=site", list));
      JsonNode angle = ok(post(rig, "face/detect", probe(ANN))).at("/face_list/0/angle");
      assertFalse(angle.has("yaw"));
      assertTrue(angle.has("roll"));
    }
  }

  @Test
  void eachPictureIsJudgedInItsOwnScene() {
    try (DialectRig rig = rig()) {
      String path = "/face-api/v3/face/liveness?appid=site";
      String gate = "[" + probe(BOB).put("option", "GATE") + "]";
      assertEquals(
          50 / 255.0, ok(rig.post(path, gate)).get("face_liveness").asDouble(), 1e-8);
      ObjectNode saved = probe(BOB).put("option", "GATE").put("face_field", "feature");
      JsonNode told = ok(rig.post(path, "[" + saved + "]"));
      assertEquals(50 / 255.0, told.get("face_liveness").asDouble(), 1e-8);
      String token = told.at("/face_list/0/face_token").asText();
      ObjectNode byToken = object("image", token, "image_type", "FACE_TOKEN");
      JsonNode common = ok(rig.post(path, "[" + byToken + "]"));
      assertEquals(100 / 255.0, common.get("face_liveness").asDouble(), 1e-8);
      JsonNode kept = ok(rig.post(path, "[" + byToken.put("option", "GATE") + "]"));
      assertEquals(50 / 255.0, kept.get("face_liveness").asDouble(), 1e-8);
      ObjectNode far = probe(ANN_ON_PAPER).put("option", "GATE");
      assertCode(223119, rig.post(path, "[" + far + "]"));
      JsonNode verdict = ok(rig.post(path, "[" + far + "," + byToken + "," + probe(BOB) + "]"));
      assertEquals(100 / 255.0, verdict.get("face_liveness").asDouble(), 1e-8);
      assertFalse(verdict.at("/face_list/0").has("liveness"));
      assertEquals(
          50 / 255.0, verdict.at("/face_list/1/liveness/livemapscore").asDouble(), 1e-8);
    }
  }

  @Test
  void livenessIsTheBestOfTheSet() {
    try (DialectRig rig = rig()) {
      String list = "[" + probe(ANN_ON_PAPER) + "," + probe(BOB) + "," + probe(ANN_ON_PAPER) + "]";
      JsonNode verdict = ok(rig.post("/face-api/v3/face/liveness?appid=site", list));
      assertEquals(100 / 255.0, verdict.get("face_liveness").asDouble(), 1e-8);
      assertEquals(0.3, verdict.at("/thresholds/frr_1e-3").asDouble());
      assertEquals(3, verdict.get("face_list").size());
    }
  }

  @Test
  void thresholdsDecideWhoIsListed() {
    try (DialectRig rig = rig()) {
      ok(post(rig, "face/add", probe(ANN).put("group_id", "door").put("user_id", "ann")));
      ObjectNode bob = probe(BOB).put("group_id_list", "door");
      double score = ok(post(rig, "face/identify", bob)).at("/user_list/0/score").asDouble();
      ok(post(rig, "face/identify", bob.put("match_threshold", Double.toString(score))));
      assertCode(222207, post(rig, "face/identify", bob.put("match_threshold", score + 0.1)));
      ObjectNode many = probe(BOB).put("group_id_list", "door");
      assertCode(222207, post(rig, "face/midentify", many));
      ok(post(rig, "face/midentify", many.put("match_threshold", 0)));
      ObjectNode one = probe(ANN).put("group_id_list", "door").put("user_id", "bob");
      assertCode(223103, post(rig, "face/identify", one));
      ok(post(rig, "face/identify", one.put("user_id", "ann")));
    }
  }

  @Test
  void matchIsTold() {
    try (DialectRig rig = rig()) {
      ok(post(rig, "face/add", probe(ANN).put("group_id", "door").put("user_id", "ann")));
      ok(post(rig, "face/identify", probe(BOB).put("group_id_list", "door")));
      ok(post(rig, "face/identify", probe(ANN).put("group_id_list", "door")));
      Await.until(Duration.ofSeconds(5), () -> !rig.events().isEmpty(), "an event");
      FaceEvent event = rig.events().getFirst();
      assertEquals("faceapi", event.dialect());
      assertEquals("ann", event.person().person().person());
      assertEquals(1, rig.events().size());
    }
  }

  @Test
  void picturesAreFetchedOnlyFromWhereAllowed() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/ann.png", exchange -> {
      byte[] png = SquareFaces.png(ANN);
      exchange.sendResponseHeaders(200, png.length);
      exchange.getResponseBody().write(png);
      exchange.close();
    });
    server.createContext("/elsewhere", exchange -> {
      exchange.getResponseHeaders().add("Location", "http://169.254.169.254/ann.png");
      exchange.sendResponseHeaders(302, -1);
      exchange.close();
    });
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    try (DialectRig rig = new DialectRig(
        folder, DialectRig.all(), AddressRange.parse("127.0.0.0/8"))) {
      String byUrl = ok(post(rig, "face/detect", url(base + "/ann.png")))
          .at("/face_list/0/face_token").asText();
      JsonNode byText = ok(post(rig, "face/detect", probe(ANN)));
      assertEquals(byText.at("/face_list/0/face_token").asText(), byUrl);
      assertCode(222204, post(rig, "face/detect", url(base + "/elsewhere")));
      assertCode(222204, post(rig, "face/detect", url(base + "/absent.png")));
      assertCode(222204, post(rig, "face/detect", url("file:///etc/passwd")));
      assertCode(222204, post(rig, "face/detect", url(base.replace("//", "//me:you@"))));
    }
    try (DialectRig rig = rig()) {
      assertCode(222204, post(rig, "face/detect", url(base + "/ann.png")));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatIsNoPictureIsRefused() {
    try (DialectRig rig = rig()) {
      assertCode(222203, post(rig, "face/detect", object("image", "aGVsbG8=", "image_type",
          "BASE64")));
      assertCode(222202, post(rig, "face/detect", object("image", picture(), "image_type",
          "BASE64")));
      assertCode(222304, post(rig, "face/detect", object("image", "A".repeat((2 << 20) + 4),
          "image_type", "BASE64")));
    }
  }

  private DialectRig rig() {
    return new DialectRig(folder, DialectRig.all());
  }

  private static ObjectNode url(String address) {
    return object("image", address, "image_type", "URL");
  }

  private static ObjectNode probe(Color face) {
    return object("image", picture(face), "image_type", "BASE64");
  }

  private static JsonNode post(DialectRig rig, String operation, ObjectNode body) {
    return rig.post("/face-api/v3/" + operation + "?appid=site", body.toString());
  }

  private static JsonNode ok(JsonNode answer) {
    assertCode(0, answer);
    return answer.get("result");
  }

  private static void assertCode(int code, JsonNode answer) {
    assertEquals(code, answer.path("error_code").asInt(-1), answer.toString());
  }
}
