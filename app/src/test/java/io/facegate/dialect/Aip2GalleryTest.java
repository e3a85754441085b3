package io.facegate.dialect;

import static io.facegate.dialect.SquareFaces.picture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.vision.Output;
import java.awt.Color;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of users as AIP v2 tells it, on a real store. */
class Aip2GalleryTest {
  private static final String ANN = picture(new Color(60, 0, 255));
  private static final String ANN_AGAIN = picture(new Color(62, 1, 204));
  private static final String BOB = picture(new Color(180, 0, 51));
  private static final String NOBODY = picture(Color.BLACK);

  @TempDir private Path folder;

  @Test
  void userIsAddedToGroupsFoundAndTold() {
    try (DialectRig rig = new DialectRig(folder, DialectRig.all())) {
      add(rig, "ann", "door,gate", ANN);
      add(rig, "bob", "gate", BOB);
      assertEquals("[\"door\",\"gate\"]", ok(post(rig, "faceset/group/getlist")));
      JsonNode told = post(rig, "faceset/user/get", "uid", "ann");
      assertEquals(2, told.get("result_num").asInt());
      assertEquals("door", told.at("/result/0/group_id").asText());
      assertEquals("about ann", told.at("/result/1/user_info").asText());
      JsonNode found =
          post(rig, "identify", "group_id", "door,gate", "image", ANN_AGAIN, "user_top_num", "5");
      assertEquals("ann ann bob", texts(found, "uid"));
      assertTrue(found.at("/result/0/scores/0").asDouble() > 99);
      assertTrue(found.at("/result/2/scores/0").asDouble() < 60);
      JsonNode users = post(rig, "faceset/group/getusers", "group_id", "gate", "num", "1");
      assertEquals("ann", texts(users, "uid"));
      assertCode(216618, post(rig, "identify", "group_id", "nowhere", "image", ANN));
      assertCode(216618, post(rig, "identify", "group_id", "nowhere,never", "image", ANN));
      JsonNode partly =
          post(rig, "identify", "group_id", "nowhere,door", "image", ANN_AGAIN);
      assertEquals("ann", texts(partly, "uid"));
      assertCode(216402, post(rig, "identify", "group_id", "gate", "image", NOBODY));
    }
  }

  @Test
  void facesAreAppendedReplacedAndUpdated() {
    try (DialectRig rig = new DialectRig(folder, DialectRig.all())) {
      add(rig, "ann", "door,gate", ANN);
      assertCode(216616, addAs(rig, "ann", "door", ANN, "append"));
      ok(addAs(rig, "ann", "door", ANN_AGAIN, "APPEND"));
      assertEquals(2, scores(rig, "door"));
      assertEquals(1, scores(rig, "gate"));
      ok(addAs(rig, "ann", "door", BOB, "Replace"));
      assertEquals(1, scores(rig, "door"));
      ok(post(rig, "faceset/user/update", "uid", "ann", "images", ANN + "," + ANN_AGAIN));
      assertEquals(2, scores(rig, "door"));
      assertEquals(2, scores(rig, "gate"));
      JsonNode told = post(rig, "faceset/user/get", "uid", "ann", "group_id", "gate");
      assertEquals("about ann", texts(told, "user_info"));
      assertCode(216612, update(rig, "cat", "door", ""));
      assertCode(216612, update(rig, "ann", "nowhere", ""));
      assertCode(216101, update(rig, "cat", "", "replace"));
      ok(update(rig, "cat", "door", "replace"));
      ok(update(rig, "cat", "", "replace"));
    }
  }

  @Test
  void groupsAreJoinedAndLeft() {
    try (DialectRig rig = new DialectRig(folder, DialectRig.all())) {
      add(rig, "ann", "door", ANN);
      String join = "faceset/group/adduser";
      ok(post(rig, join, "src_group_id", "door", "group_id", "gate,yard", "uid", "ann"));
      JsonNode again = post(rig, join, "group_id", "hall,gate", "uid", "ann");
      assertCode(216100, again);
      assertEquals("already add", again.get("error_msg").asText());
      assertEquals("[\"door\",\"gate\",\"yard\"]", ok(post(rig, "faceset/group/getlist")));
      assertCode(216611, post(rig, join, "group_id", "hall", "uid", "bob"));
      String leave = "faceset/group/deleteuser";
      assertCode(216619, post(rig, leave, "group_id", "door,gate,yard", "uid", "ann"));
      ok(post(rig, leave, "group_id", "gate,yard", "uid", "ann"));
      assertCode(216619, post(rig, leave, "group_id", "door", "uid", "ann"));
      assertCode(216611, post(rig, leave, "group_id", "door", "uid", "bob"));
    }
  }

  @Test
  void usersAreDeletedInAGroupOrEverywhere() {
    try (DialectRig rig = new DialectRig(folder, DialectRig.all())) {
      add(rig, "ann", "door,gate", ANN);
      String delete = "faceset/user/delete";
      assertCode(216612, post(rig, delete, "uid", "bob"));
      assertCode(216612, post(rig, delete, "uid", "ann", "group_id", "yard"));
      ok(post(rig, delete, "uid", "ann", "group_id", "gate"));
      assertEquals("door", texts(post(rig, "faceset/user/get", "uid", "ann"), "group_id"));
      ok(post(rig, delete, "uid", "ann"));
      assertCode(216611, post(rig, "faceset/user/get", "uid", "ann"));
      assertCode(216611, post(rig, "verify", "uid", "ann", "image", ANN));
    }
  }

  @Test
  void picturesAreComparedAndJudged() {
    try (DialectRig rig = new DialectRig(folder, DialectRig.all())) {
      String four = String.join(",", ANN, BOB, "bm8gcGljdHVyZQ==", ANN_AGAIN);
      JsonNode all =
          post(rig, "match", "images", four, "ext_fields", "qualities", "image_liveness",
              "faceliveness,,faceliveness,faceliveness");
      assertEquals("0 0 1", texts(all, "index_i"));
      assertEquals("1 3 3", texts(all, "index_j"));
      assertEquals("1,0,,0.8", all.at("/ext_info/faceliveness").asText());
      assertTrue(all.at("/ext_info/qualities").asText().contains("},null,{"), all.toString());
      assertCode(216614, post(rig, "match", "images", ANN + ",bm8gcGljdHVyZQ=="));
      add(rig, "ann", "door", ANN);
      JsonNode same =
          post(rig, "verify", "uid", "ann", "image", ANN_AGAIN, "ext_fields", "faceliveness");
      assertEquals("0.8", same.at("/ext_info/faceliveness").asText());
      assertEquals(same.get("result"), same.get("results"));
    }
  }

  @Test
  void whatNoModelCanTellIsLeftOut() {
    try (DialectRig rig = new DialectRig(folder, bare())) {
      JsonNode pair =
          post(rig, "match", "images", ANN + "," + BOB, "ext_fields", "qualities",
              "image_liveness", "faceliveness,");
      ok(pair);
      assertFalse(pair.has("ext_info"), pair.toString());
    }
  }

  private static Set<Output> bare() {
    return EnumSet.complementOf(
        EnumSet.of(Output.LIVENESS, Output.QUALITY, Output.OCCLUSION, Output.POSE));
  }

  private static void add(DialectRig rig, String uid, String groups, String image) {
    ok(addAs(rig, uid, groups, image, ""));
  }

  private static JsonNode addAs(
      DialectRig rig, String uid, String groups, String image, String action) {
    return post(rig, "faceset/user/add", "uid", uid, "user_info", "about " + uid, "group_id",
        groups, "image", image, "action_type", action);
  }

  private static JsonNode update(DialectRig rig, String uid, String group, String action) {
    return post(rig, "faceset/user/update", "uid", uid, "group_id", group, "image", BOB,
        "action_type", action);
  }

  private static int scores(DialectRig rig, String group) {
    return post(rig, "verify", "uid", "ann", "group_id", group, "image", ANN, "top_num", "9")
        .get("result_num")
        .asInt();
  }

  private static String texts(JsonNode answer, String name) {
    return answer.path("result").valueStream()
        .map(one -> one.path(name).asText())
        .collect(Collectors.joining(" "));
  }

  private static String ok(JsonNode answer) {
    assertFalse(answer.has("error_code"), answer.toString());
    return answer.path("result").toString();
  }

  private static void assertCode(int code, JsonNode answer) {
    assertEquals(code, answer.path("error_code").asInt(), answer.toString());
  }

  private static JsonNode post(DialectRig rig, String path, String... namesAndValues) {
    String form =
        Stream.iterate(0, i -> i < namesAndValues.length, i -> i + 2)
            .map(i -> namesAndValues[i] + "="
                + URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return rig.post("/rest/2.0/face/v2/" + path, form);
  }
}
