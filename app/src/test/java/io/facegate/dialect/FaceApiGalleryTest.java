package io.facegate.dialect;

import static io.facegate.dialect.DialectRig.object;
import static io.facegate.dialect.SquareFaces.picture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the face library, through face-api v3, on a real store. */
class FaceApiGalleryTest {
  private static final Color ANN = new Color(60, 0, 255);
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
  void enrolledFaceIsFoundAtOnce() {
    JsonNode added = ok(add("door", "ann", ANN, "user_info", "first"));
    JsonNode found = ok(identify(ANN, "door"));
    assertEquals(added.get("face_token"), found.get("face_token"));
    JsonNode user = found.get("user_list").get(0);
    assertEquals("door", user.get("group_id").asText());
    assertEquals("ann", user.get("user_id").asText());
    assertEquals("first", user.get("user_info").asText());
    assertEquals(100, user.get("score").asDouble(), 1e-4);
  }

  @Test
  void appendKeepsAndReplaceDropsOldFaces() {
    String first = token(add("door", "ann", ANN));
    String second = token(add("door", "ann", occasion(ANN, 1)));
    assertEquals(List.of(first, second), tokens("door", "ann"));
    String third = token(add("door", "ann", occasion(ANN, 2), "action_type", "replace"));
    assertEquals(List.of(third), tokens("door", "ann"));
  }

  @Test
  void replacingAFaceByItselfIsAllowed() {
    String token = token(add("door", "ann", ANN));
    assertEquals(token, token(add("door", "ann", ANN, "action_type", "REPLACE")));
    assertEquals(List.of(token), tokens("door", "ann"));
  }

  @Test
  void updateNeedsTheUserUnlessItReplaces() {
    assertCode(223100, post("face/update", person("door", "ann", ANN)));
    ok(add("door", "bob", BOB));
    assertCode(223103, post("face/update", person("door", "ann", ANN)));
    ok(post("face/update", person("door", "ann", ANN).put("action_type", "REPLACE")));
    String second = token(post("face/update", person("door", "ann", occasion(ANN, 1))));
    assertEquals(List.of(second), tokens("door", "ann"));
  }

  @Test
  void infoStaysUnlessItIsSent() {
    ok(add("door", "ann", ANN, "user_info", "first"));
    ok(add("door", "ann", occasion(ANN, 1)));
    assertEquals("first", info("door", "ann"));
    ok(add("door", "ann", occasion(ANN, 2), "user_info", "second"));
    assertEquals("second", info("door", "ann"));
  }

  @Test
  void twentyFacesForEachUserAndGroup() {
    for (int i = 0; i < 20; i++) {
      ok(add("door", "ann", occasion(ANN, i)));
    }
    assertCode(222210, add("door", "ann", occasion(ANN, 20)));
    ok(add("gate", "ann", occasion(ANN, 20)));
    ok(add("door", "ann", occasion(ANN, 20), "action_type", "REPLACE"));
  }

  @Test
  void tokenIsOnceInAGroup() {
    ok(add("door", "ann", ANN));
    assertCode(223105, add("door", "ann", ANN));
    assertCode(223105, add("door", "bob", ANN));
    ok(add("gate", "ann", ANN));
  }

  @Test
  void lastFaceTakesTheUserAlong() {
    String first = token(add("door", "ann", ANN));
    String second = token(add("door", "ann", occasion(ANN, 1)));
    assertCode(223106, deleteFace("door", "ann", "0".repeat(32)));
    ok(deleteFace("door", "ann", first));
    ok(get("door", "ann"));
    ok(deleteFace("door", "ann", second));
    assertCode(223103, get("door", "ann"));
    assertCode(222207, identify(ANN, "door"));
  }

  @Test
  void allGroupsOfAUser() {
    ok(add("door", "ann", ANN, "user_info", "at the door"));
    ok(add("gate", "ann", ANN, "user_info", "at the gate"));
    JsonNode users = ok(get("@ALL", "ann")).get("user_list");
    assertEquals(2, users.size());
    assertEquals("at the door", users.get(0).get("user_info").asText());
    ok(post("user/delete", object("group_id", "@ALL", "user_id", "ann")));
    assertCode(223103, get("@ALL", "ann"));
    assertCode(223103, post("user/delete", object("group_id", "@ALL", "user_id", "ann")));
  }

  @Test
  void copiedUserIsFoundInBothGroups() {
    ok(add("door", "ann", ANN, "user_info", "first"));
    assertCode(223111, copy("ann", "door", "gate"));
    ok(post("group/add", object("group_id", "gate")));
    assertCode(223103, copy("bob", "door", "gate"));
    ok(copy("ann", "door", "gate"));
    assertCode(223102, copy("ann", "door", "gate"));
    assertEquals("first", info("gate", "ann"));
    assertEquals(tokens("door", "ann"), tokens("gate", "ann"));
    JsonNode found =
        ok(post("face/identify", probe(ANN).put("group_id_list", "door,gate")
            .put("max_user_num", "5")));
    assertEquals(2, found.get("user_list").size());
  }

  @Test
  void groupsComeAndGo() {
    ok(post("group/add", object("group_id", "door")));
    assertCode(223101, post("group/add", object("group_id", "door")));
    ok(add("door", "ann", ANN));
    ok(post("group/delete", object("group_id", "door")));
    assertCode(223100, post("group/delete", object("group_id", "door")));
    assertCode(223100, identify(ANN, "door"));
    assertCode(223100, post("user/list", object("group_id", "door")));
    ok(add("door", "ann", ANN));
    assertEquals("[\"door\"]", ok(post("group/list", object())).get("group_id_list").toString());
  }

  @Test
  void listsGoPageByPage() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      ok(add("door", "user" + i, occasion(ANN, i)));
      expected.add("user" + i);
    }
    List<String> listed = new ArrayList<>();
    for (int start = 0; start < 15; start += 5) {
      ok(post("user/list", object("group_id", "door", "start", start, "length", 5)))
          .get("user_id_list")
          .forEach(id -> listed.add(id.asText()));
    }
    assertEquals(expected, listed);
  }

  @Test
  void appsAreApart() {
    ok(add("door", "ann", ANN));
    JsonNode other = rig.post("/face-api/v3/group/list?appid=other", "{}");
    assertEquals(0, ok(other).get("group_id_list").size());
    JsonNode apps = ok(rig.post("/face-api/v3/app/list", "")).get("app_id_list");
    assertEquals("[\"default\",\"site\"]", apps.toString());
  }

  @Test
  void statisticsAreBare() {
    ok(add("door", "ann", ANN));
    ok(add("door", "ann", occasion(ANN, 1)));
    ok(add("door", "bob", BOB));
    JsonNode apps =
        rig.post("/face-api/facehub/statapp", "{\"op_app_id_list\":\"site,default\"}");
    assertEquals("{\"site\":{\"group_num\":1},\"default\":{\"group_num\":0}}", apps.toString());
    JsonNode groups =
        rig.post(
            "/face-api/facehub/statgroup", "{\"op_app_id\":\"site\",\"group_id_list\":\"door\"}");
    assertEquals(2, groups.at("/door/user_num").asInt());
    assertEquals(3, groups.at("/door/face_num").asInt());
    assertTrue(groups.at("/door/ctime").asText().matches("\\d{4}-\\d\\d-\\d\\d [\\d:]{8}"));
  }

  @Test
  void libraryOutlivesARestart() {
    String token = token(add("door", "ann", ANN, "user_info", "first"));
    rig.close();
    rig = new DialectRig(folder, DialectRig.all());
    assertEquals("first", info("door", "ann"));
    JsonNode found = ok(identify(ANN, "door"));
    assertEquals(token, found.get("face_token").asText());
    assertNotEquals(token, ok(identify(occasion(ANN, 1), "door")).get("face_token").asText());
  }

  private JsonNode add(String group, String user, Color face, String... more) {
    ObjectNode body = person(group, user, face);
    for (int i = 0; i < more.length; i += 2) {
      body.put(more[i], more[i + 1]);
    }
    return post("face/add", body);
  }

  private JsonNode identify(Color face, String groups) {
    return post("face/identify", probe(face).put("group_id_list", groups));
  }

  private JsonNode get(String group, String user) {
    return post("user/get", object("group_id", group, "user_id", user));
  }

  private JsonNode copy(String user, String source, String target) {
    return post(
        "user/copy", object("user_id", user, "src_group_id", source, "dst_group_id", target));
  }

  private JsonNode deleteFace(String group, String user, String token) {
    return post(
        "face/delete", object("group_id", group, "user_id", user, "face_token", token));
  }

  private List<String> tokens(String group, String user) {
    List<String> tokens = new ArrayList<>();
    ok(post("face/list", object("group_id", group, "user_id", user)))
        .get("face_list")
        .forEach(face -> tokens.add(face.get("face_token").asText()));
    return tokens;
  }

  private String info(String group, String user) {
    return ok(get(group, user)).at("/user_list/0/user_info").asText();
  }

  private JsonNode post(String operation, ObjectNode body) {
    return rig.post("/face-api/v3/" + operation + "?appid=site", body.toString());
  }

  private static ObjectNode person(String group, String user, Color face) {
    return probe(face).put("group_id", group).put("user_id", user);
  }

  private static ObjectNode probe(Color face) {
    return object("image", picture(face), "image_type", "BASE64");
  }

  private static Color occasion(Color person, int occasion) {
    return new Color(person.getRed(), occasion, person.getBlue());
  }

  private static String token(JsonNode answer) {
    return ok(answer).get("face_token").asText();
  }

  private static JsonNode ok(JsonNode answer) {
    assertCode(0, answer);
    return answer.get("result");
  }

  private static void assertCode(int code, JsonNode answer) {
    assertEquals(code, answer.path("error_code").asInt(-1), answer.toString());
  }
}
