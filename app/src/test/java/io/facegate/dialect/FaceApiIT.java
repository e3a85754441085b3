package io.facegate.dialect;

import static io.facegate.dialect.DialectRig.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.facegate.access.AccessConfig;
import io.facegate.testing.RealService;
import io.facegate.testing.Shared;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real photos, real models and a real store, spoken to as the vendor's own client does. */
class FaceApiIT {
  private static final String VOIGHT = "lfw/Jon_Voight/Jon_Voight_0001.jpg";
  private static final String VOIGHT_AGAIN = "lfw/Jon_Voight/Jon_Voight_0003.jpg";
  private static final String BALDWIN = "lfw/Alec_Baldwin/Alec_Baldwin_0001.jpg";
  private static final String FORM = "application/x-www-form-urlencoded";

  @TempDir private static Path folder;
  private static RealService service;
  private static DialectServer server;

  @BeforeAll
  static void start() {
    service = new RealService(folder);
    server =
        new DialectServer(service.faces(), AccessConfig.defaults(), HttpLimits.defaults());
  }

  @AfterAll
  static void stop() {
    server.close();
    service.close();
  }

  @Test
  void personIsFoundInAnotherPhoto() throws IOException {
    ok(call("face/add", photo(VOIGHT).put("group_id", "actors").put("user_id", "voight")
        .put("user_info", "Jon")));
    ok(call("face/add", photo(BALDWIN).put("group_id", "actors").put("user_id", "baldwin")));
    JsonNode found = ok(call("face/identify", photo(VOIGHT_AGAIN).put("group_id_list", "actors")
        .put("max_user_num", "2").put("match_threshold", "0")));
    JsonNode best = found.at("/user_list/0");
    assertEquals("voight", best.get("user_id").asText());
    assertEquals("Jon", best.get("user_info").asText());
    assertTrue(best.get("score").asDouble() > 80, found.toString());
    assertTrue(found.at("/user_list/1/score").asDouble() < 80, found.toString());
  }

  @Test
  void photosAreCompared() throws IOException {
    String same = "[" + photo(VOIGHT) + "," + photo(VOIGHT_AGAIN) + "]";
    assertTrue(ok(post("face/match", same)).get("score").asDouble() > 80);
    String other = "[" + photo(VOIGHT) + "," + photo(BALDWIN) + "]";
    assertTrue(ok(post("face/match", other)).get("score").asDouble() < 80);
  }

  @Test
  void detectionTellsPlaceAnglesAndQuality() throws IOException {
    ObjectNode asked = photo(VOIGHT).put("face_field", "quality,landmark").put("max_face_num", "2");
    JsonNode face = ok(call("face/detect", asked)).at("/face_list/0");
    assertTrue(face.get("face_token").asText().matches("[0-9a-f]{32}"));
    assertTrue(face.at("/location/rotation").isInt());
    assertTrue(face.at("/location/width").asDouble() > 50);
    assertTrue(face.get("face_probability").asDouble() > 0.6);
    assertTrue(Math.abs(face.at("/angle/roll").asDouble()) < 30);
    assertEquals(4, face.get("landmark").size());
    assertTrue(face.at("/quality/illumination").asDouble() > 20);
    assertTrue(face.at("/quality/completeness").isInt());
    assertTrue(
        face.at("/landmark/0/x").asDouble() < face.at("/landmark/1/x").asDouble(),
        "left as seen in the picture");
  }

  @Test
  void tokenIsTheSameByAddressAndWorksOnceSaved() throws IOException {
    byte[] jpeg = Files.readAllBytes(Shared.path("faces/" + BALDWIN));
    HttpServer pictures =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pictures.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, jpeg.length);
      exchange.getResponseBody().write(jpeg);
      exchange.close();
    });
    pictures.start();
    try {
      String address = "http://127.0.0.1:" + pictures.getAddress().getPort() + "/baldwin.jpg";
      String byAddress = ok(call("face/detect", object("image", address, "image_type", "URL")))
          .at("/face_list/0/face_token").asText();
      String saved = ok(call("face/detect", photo(BALDWIN).put("get_feature", "YES")))
          .at("/face_list/0/face_token").asText();
      assertEquals(saved, byAddress);
      ObjectNode token = object("image", saved, "image_type", "FACE_TOKEN");
      String pair = "[" + token + "," + photo(BALDWIN) + "]";
      assertTrue(ok(post("face/match", pair)).get("score").asDouble() > 99);
    } finally {
      pictures.stop(0);
    }
  }

  @Test
  void manyFacesOfOnePhoto() throws IOException {
    Path photo;
    try (var photos = Files.list(Shared.path("faces/groups"))) {
      photo = photos.filter(file -> file.toString().endsWith(".jpg"))
          .filter(file -> file.toFile().length() < 1_400_000)
          .sorted().findFirst().orElseThrow();
    }
    ObjectNode many = object("image", base64(photo), "image_type", "BASE64", "max_face_num", "10");
    JsonNode result = ok(call("face/detect", many));
    assertTrue(result.get("face_num").asInt() > 1, photo + ": " + result.get("face_num"));
    double before = Double.MAX_VALUE;
    for (JsonNode face : result.get("face_list")) {
      double area =
          face.at("/location/width").asDouble() * face.at("/location/height").asDouble();
      assertTrue(area <= before, "largest first");
      before = area;
    }
  }

  @Test
  void controlsThatNothingCanJudgeFail() throws IOException {
    JsonNode answer = call("face/detect", photo(VOIGHT).put("quality_control", "LOW"));
    assertEquals(223118, answer.get("error_code").asInt(), "no model tells occlusion");
  }

  private static ObjectNode photo(String path) throws IOException {
    return object("image", base64(Shared.path("faces/" + path)), "image_type", "BASE64");
  }

  private static String base64(Path file) throws IOException {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
  }

  private static JsonNode call(String operation, ObjectNode body) throws IOException {
    return post(operation, body.toString());
  }

  private static JsonNode post(String operation, String body) throws IOException {
    DialectServer.Reply reply =
        server.post(
            "/face-api/v3/" + operation + "?appid=films",
            FORM,
            body.getBytes(StandardCharsets.UTF_8));
    assertEquals(200, reply.status());
    return DialectRig.JSON.readTree(reply.body());
  }

  private static JsonNode ok(JsonNode answer) {
    assertEquals(0, answer.path("error_code").asInt(-1), answer.toString());
    return answer.get("result");
  }
}
