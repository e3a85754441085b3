package io.facegate.dialect;

import static io.facegate.dialect.DialectRig.object;
import static io.facegate.dialect.SquareFaces.picture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.core.FaceEvent;
import io.facegate.testing.Await;
import java.awt.Color;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of AIP v1 and BFR for users and groups, on a real store. */
class OlderGalleryTest {
  private static final String V1 = "/rest/2.0/faceverify/v1/";
  private static final String BFR = "/api/v1/faceverify/";
  private static final Color ANN = new Color(60, 0, 255);
  private static final Color ANN_LATER = new Color(62, 10, 255);
  private static final Color BOB = new Color(180, 0, 255);

  @TempDir private Path folder;
  private DialectRig rig;

  @BeforeEach
  void open() {
    rig = new DialectRig(folder, DialectRig.all());
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void userIsOneInAllItsGroups() {
    ok(v1("faceset/user/add", "uid", "ann", "group_id", "door", "user_info", "Ann one",
        "images", picture(ANN)));
    ok(v1("faceset/group/adduser", "uid", "ann", "group_id", "yard"));
    ok(v1("faceset/user/add", "uid", "ann", "group_id", "door", "user_info", "Ann",
        "image", picture(ANN_LATER)));
    JsonNode verified =
        ok(v1("verify", "uid", "ann", "images", picture(ANN), "top_num", "9"));
    assertEquals(2, verified.get("result_num").asInt());
    assertEquals(verified.get("result"), verified.get("results"));
    assertEquals(100, verified.at("/result/0").asDouble(), 1e-4);
    for (String group : new String[] {"door", "yard"}) {
      JsonNode found = ok(v1("identify", "group_id", group, "images", picture(ANN_LATER),
          "user_top_num", "5", "face_top_num", "5"));
      assertEquals(1, found.get("result_num").asInt());
      assertEquals(2, found.at("/result/0/scores").size());
    }
    ok(v1("faceset/user/update", "uid", "ann", "images", picture(BOB)));
    JsonNode updated = ok(v1("verify", "uid", "ann", "images", picture(BOB), "top_num", "9"));
    assertEquals(1, updated.get("result_num").asInt());
    JsonNode user = ok(v1("faceset/user/get", "uid", "ann")).get("result");
    assertEquals("Ann", user.get("user_info").asText());
    assertEquals("[\"door\",\"yard\"]", user.get("groups").toString());
    ok(v1("faceset/user/delete", "uid", "ann"));
    assertCode(216611, v1("faceset/user/get", "uid", "ann"));
    assertCode(216618, v1("identify", "group_id", "yard", "images", picture(ANN)));
  }

  @Test
  void groupsComeAndGoWithTheirUsers() {
    assertEquals(0, ok(v1("faceset/group/getlist")).get("result_num").asInt());
    assertCode(216611, v1("faceset/group/adduser", "uid", "ann", "group_id", "yard"));
    add("ann", ANN);
    add("bob", BOB);
    assertCode(216619, v1("faceset/group/deleteuser", "uid", "ann", "group_id", "door"));
    ok(v1("faceset/group/adduser", "uid", "ann", "group_id", "yard"));
    JsonNode again = v1("faceset/group/adduser", "uid", "ann", "group_id", "yard");
    assertCode(216100, again);
    assertEquals("already add", again.get("error_msg").asText());
    ok(v1("faceset/group/deleteuser", "uid", "ann", "group_id", "door"));
    assertCode(216611, v1("faceset/group/deleteuser", "uid", "ann", "group_id", "door"));
    assertEquals("[\"door\",\"yard\"]", ok(v1("faceset/group/getlist")).get("result").toString());
    JsonNode users = ok(v1("faceset/group/getusers", "group_id", "door")).get("result");
    assertEquals("[{\"uid\":\"bob\",\"user_info\":\"of bob\"}]", users.toString());
    assertCode(216618, v1("faceset/group/getusers", "group_id", "cellar"));
  }

  @Test
  void picturesThatCannotBeUsed() {
    String text = "aGVsbG8=";
    assertCode(216201, v1("faceset/user/add", "uid", "a", "group_id", "g", "user_info", "",
        "images", picture(ANN) + "," + text));
    assertCode(216402, v1("verify", "uid", "a", "images", picture()));
    assertCode(216611, v1("faceset/user/get", "uid", "a"));
    JsonNode pairs =
        ok(v1("match", "images",
            String.join(",", picture(ANN), text, picture(), "###", picture(ANN_LATER))));
    assertEquals(1, pairs.get("result_num").asInt());
    assertEquals(4, pairs.at("/result/0/index_j").asInt());
    assertTrue(pairs.at("/result/0/score").asDouble() > 99);
    assertCode(216614, v1("match", "images", picture(ANN) + "," + text));
    add("ann", ANN);
    assertCode(216616, v1("faceset/user/add", "uid", "ann", "group_id", "door", "user_info", "",
        "images", picture(ANN)));
    assertCode(216612, v1("faceset/user/update", "uid", "eve", "images", picture(ANN)));
    assertCode(216612, v1("faceset/user/delete", "uid", "eve"));
    assertCode(216611, v1("verify", "uid", "eve", "images", picture(ANN)));
  }

  @Test
  void facesAreDescribed() {
    JsonNode answer = ok(rig.post("/rest/2.0/face/v1/detect",
        form("image", picture(ANN, BOB), "max_face_num", "5", "face_fields", "qualities,age")));
    assertEquals(2, answer.get("result_num").asInt());
    assertEquals(0, answer.at("/result/0/qualities/completeness").asInt());
    assertTrue(answer.at("/result/0/location/width").isIntegralNumber());
    assertEquals(33.5, answer.at("/result/1/age").asDouble());
    assertFalse(answer.at("/result/0").has("gender"));
    JsonNode one = ok(rig.post("/api/v1/faceattribute", form("image", picture(ANN, BOB))));
    assertEquals(1, one.get("result_num").asInt());
    assertFalse(one.at("/result/0").has("qualities"));
  }

  @Test
  void userMayBeWithoutGroup() {
    ok(bfr("user/add", "uid", "ann", "user_info", "Ann", "image", picture(ANN)));
    ok(bfr("user/add", "uid", "bob", "group_id", "door", "user_info", "Bob", "image",
        picture(BOB)));
    JsonNode user = ok(bfr("user/get", "uid", "ann")).get("result");
    assertEquals(0, user.get("groups").size());
    JsonNode found = ok(bfr("user/identify", "image", picture(ANN), "user_top_num", "5"));
    assertEquals("ann", found.at("/result/0/user_id").asText());
    assertEquals("bob", found.at("/result/1/uid").asText());
    assertCode(216611, bfr("user/verify", "uid", "eve", "image", picture(ANN)));
    assertCode(216611, bfr("user/update", "uid", "eve", "image", picture(ANN)));
    ok(bfr("group/adduser", "uid", "ann", "group_id", "door"));
    assertEquals(2, ok(bfr("group/getusers", "group_id", "door")).get("result_num").asInt());
    assertCode(216619, bfr(" group/deleteuser", "uid", "ann", "group_id", "door"));
    assertEquals("[\"door\"]", ok(bfr("app/getgroups", "start", "0")).get("result").toString());
    ok(bfr("user/delete", "uid", "ann"));
    JsonNode left = ok(bfr("user/identify", "image", picture(ANN), "user_top_num", "5"));
    assertEquals(1, left.get("result_num").asInt());
  }

  @Test
  void oneGallery() {
    add("ann", ANN);
    JsonNode verified = ok(bfr("user/verify", "uid", "ann", "image", picture(ANN)));
    assertEquals(100, verified.at("/result/0").asDouble(), 1e-4);
    JsonNode through = rig.post("/face-api/v3/face/identify?appid=" + OpenGate.APP,
        object("image", picture(ANN), "image_type", "BASE64", "group_id_list", "door").toString());
    assertEquals("ann", through.at("/result/user_list/0/user_id").asText(), through.toString());
  }

  @Test
  void matchIsTold() {
    add("ann", ANN);
    ok(v1("identify", "group_id", "door", "images", picture(ANN)));
    Await.until(Duration.ofSeconds(5), () -> !rig.events().isEmpty(), "an event");
    FaceEvent event = rig.events().getFirst();
    assertEquals("aip1", event.dialect());
  }

  private void add(String uid, Color face) {
    ok(v1("faceset/user/add", "uid", uid, "group_id", "door", "user_info", "of " + uid,
        "images", picture(face)));
  }

  private JsonNode v1(String path, String... namesAndValues) {
    return rig.post(V1 + path, form(namesAndValues));
  }

  private JsonNode bfr(String path, Object... namesAndValues) {
    return rig.post(BFR + path, object(namesAndValues).toString());
  }

  private static String form(String... namesAndValues) {
    StringJoiner form = new StringJoiner("&");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.add(
          namesAndValues[i] + "="
              + URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
    }
    return form.toString();
  }

  private static JsonNode ok(JsonNode answer) {
    assertFalse(answer.has("error_code"), answer.toString());
    assertTrue(answer.has("log_id"));
    return answer;
  }

  private static void assertCode(int code, JsonNode answer) {
    assertEquals(code, answer.path("error_code").asInt(), answer.toString());
  }
}
