package io.facegate.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.facegate.testing.GatewayProcess;
import io.facegate.testing.Shared;
import io.facegate.testing.VendorClient;
import io.facegate.testing.people.Caller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The vendors' own SDKs, unchanged, against the running service on the ports they call, with their
 * host names leading to it. It needs the right to listen on ports 80 and 443.
 */
class VendorClientsIT {
  private static final String ADDRESS = "127.0.0.80";
  private static final String BOB = "faces/lfw/Jon_Voight/Jon_Voight_0001.jpg";
  private static final String BUCKET = "test";

  @TempDir static Path folder;

  private static GatewayProcess gateway;
  private static VendorClient client;
  private static HttpServer photos;

  @BeforeAll
  static void start() throws IOException {
    photos = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    byte[] bob = Files.readAllBytes(Shared.path(BOB));
    photos.createContext(
        "/bob.jpg",
        exchange -> {
          exchange.sendResponseHeaders(200, bob.length);
          exchange.getResponseBody().write(bob);
          exchange.close();
        });
    photos.start();
    gateway =
        GatewayProcess.start(
            folder,
            ADDRESS,
            80,
            """
            https: {enabled: true, address: %s, port: 443}
            download: {networks: [127.0.0.0/8]}
            """
                .formatted(ADDRESS));
    client = new VendorClient(ADDRESS, gateway.authority(), folder);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    photos.stop(0);
  }

  @Test
  void aipJava331() throws IOException {
    Caller key = gateway.key("aip331", "10000001");
    checkAip(client.java("aip-3.3.1", "Aip331.java", aip(key, key.secret())));
  }

  @Test
  void aipJava411() throws IOException {
    Caller key = gateway.key("aip411", "10000002");
    checkAip(client.java("aip-4.1.1", "Aip411.java", aip(key, key.secret())));
  }

  @Test
  void aipNode151() throws IOException {
    Caller key = gateway.key("node151", "10000003");
    checkAip(client.node("aip.js", with("baidu-aip-sdk-1", aip(key, key.secret()))));
  }

  @Test
  void aipNode210() throws IOException {
    Caller key = gateway.key("node210", "10000004");
    checkAip(client.node("aip.js", with("baidu-aip-sdk-2", aip(key, key.secret()))));
  }

  /* Both take a refused token for a sign to use the keys for signatures, and sign. */
  @Test
  void aipClientsWithAWrongSecretAreKeptOut() throws IOException {
    Caller key = gateway.key("wrong", "10000005");
    checkRefused(client.java("aip-3.3.1", "Aip331.java", aip(key, "0123456789")));
    checkRefused(client.node("aip.js", with("baidu-aip-sdk-1", aip(key, "0123456789"))));
  }

  @Test
  void imageJava201() throws IOException {
    Caller key = gateway.key("image201", "10000006");
    checkImage(client.java("image-2.0.1", "Image201.java", image(key)), true);
  }

  @Test
  void imageJava236() throws IOException {
    Caller key = gateway.key("image236", "10000007");
    checkImage(client.java("image-2.3.6", "Image236.java", image(key)), true);
  }

  @Test
  void imageNode107() throws IOException {
    Caller key = gateway.key("node107", "10000008");
    checkImage(client.node("image.js", image(key)), false);
  }

  private static void checkAip(Map<String, JsonNode> answers) {
    assertEquals(1, answers.get("detect").path("result_num").asInt(), answers.toString());
    assertTrue(answers.get("detect").at("/result/0/location/width").isInt());
    assertEquals(4, answers.get("detect").at("/result/0/landmark").size());
    assertEquals(216201, code(answers, "detect-no-photo"));

    for (String good : List.of("add-ann", "add-bob", "update", "join", "leave", "delete-one")) {
      assertEquals(List.of("log_id"), names(answers.get(good)), good);
    }
    assertEquals(216616, code(answers, "add-ann-twice"));
    assertEquals(216201, code(answers, "add-no-photo"));

    JsonNode match = answers.get("match");
    assertEquals(3, match.path("result_num").asInt());
    assertTrue(match.at("/result/0/score").asDouble() >= 80, match.toString());
    assertTrue(match.at("/result/1/score").asDouble() < 80, match.toString());
    assertTrue(match.at("/ext_info/faceliveness").asText().matches("0,[01](\\.\\d+)?,0"),
        match.toString());

    JsonNode identify = answers.get("identify");
    assertEquals("ann", identify.at("/result/0/uid").asText());
    assertEquals("staff", identify.at("/result/0/group_id").asText());
    assertEquals("Ann & Söhne +1", identify.at("/result/0/user_info").asText());
    assertTrue(identify.at("/result/0/scores/0").asDouble() >= 80, identify.toString());
    assertEquals(2, identify.path("result_num").asInt());
    assertEquals(216618, code(answers, "identify-nobody"));
    assertTrue(answers.get("verify").at("/result/0").asDouble() >= 80);
    assertTrue(answers.get("verify-other").at("/results/0").asDouble() < 80);

    assertEquals(216612, code(answers, "update-stranger"));
    assertEquals(2, answers.get("get").path("result").size());
    assertEquals("Ann", answers.get("get-everywhere").at("/result/0/user_info").asText());
    assertEquals("[\"night\",\"staff\"]", answers.get("groups").path("result").toString());
    assertEquals("ann", answers.get("users").at("/result/0/uid").asText());
    assertEquals(2, answers.get("users").path("result_num").asInt());
    assertEquals(216100, code(answers, "join-twice"));
    assertEquals("already add", answers.get("join-twice").path("error_msg").asText());
    assertEquals(216619, code(answers, "leave-all"));
    assertEquals(List.of("log_id"), names(answers.get("delete")));
    assertEquals(216612, code(answers, "delete-again"));
    assertEquals(216611, code(answers, "get-gone"));
  }

  private static void checkRefused(Map<String, JsonNode> answers) {
    answers.forEach((step, answer) -> {
      int code = answer.path("error_code").asInt();
      assertTrue(code == 14 || code == 6, step + " " + answer);
    });
    assertFalse(answers.isEmpty());
  }

  private static void checkImage(Map<String, JsonNode> answers, boolean tellsFaces) {
    answers.values().forEach(answer -> assertTrue(answer.path("code").isInt(), answer.toString()));
    JsonNode made = data(answers, "new-ann");
    assertEquals(2, made.path("suc_group").asInt());
    assertEquals(1, made.path("suc_face").asInt());
    assertEquals("[\"tencent-beijing\",\"qq\"]", made.path("group_ids").toString());
    assertEquals(-1302, answers.get("new-ann-twice").path("code").asInt());
    assertEquals("bob", data(answers, "new-bob-url").path("person_id").asText());
    assertEquals(-1102, answers.get("new-no-photo").path("code").asInt());

    JsonNode best = data(answers, "identify").path("candidates").path(0);
    assertEquals("ann", best.path("person_id").asText());
    assertEquals("first floor", best.path("tag").asText());
    assertTrue(best.path("confidence").asDouble() >= 80, best.toString());
    assertEquals(-1306, answers.get("identify-nowhere").path("code").asInt());
    assertTrue(data(answers, "verify").path("ismatch").asBoolean());
    assertFalse(data(answers, "verify-other").path("ismatch").asBoolean(true));
    assertTrue(data(answers, "compare").path("similarity").asDouble() >= 80);
    assertEquals(2, answers.get("compare-second-bad").at("/data/fail_flag").asInt());

    JsonNode added = data(answers, "add");
    assertEquals(2, added.path("added").asInt(), added.toString());
    assertEquals("[0,0]", added.path("ret_codes").toString());
    assertEquals(-1312, answers.get("add-same").path("code").asInt());
    assertEquals(1, data(answers, "delete-face").path("deleted").asInt());
    assertEquals(2, data(answers, "face-ids").path("face_ids").size());
    if (tellsFaces) {
      assertTrue(answers.get("face-info").at("/data/face_info/width").isDouble());
    }

    JsonNode info = data(answers, "info");
    assertEquals("Ann 安", info.path("person_name").asText());
    assertEquals("second floor", info.path("tag").asText());
    assertEquals(List.of("qq", "tencent-beijing"), texts(data(answers, "groups"), "group_ids"));
    assertEquals(List.of("ann", "bob"), texts(data(answers, "persons"), "person_ids"));
    assertEquals(1, data(answers, "delete").path("deleted").asInt());
    assertEquals(-1303, answers.get("delete-again").path("code").asInt());
  }

  private static List<String> aip(Caller key, String secret) {
    return List.of(key.keyId(), secret, ann(1), ann(7), path(BOB), noPhoto());
  }

  private static List<String> image(Caller key) {
    return List.of(
        key.number(), BUCKET, key.keyId(), key.secret(), ann(1), ann(7), ann(8), path(BOB),
        noPhoto(), "http://127.0.0.1:" + photos.getAddress().getPort() + "/bob.jpg");
  }

  private static List<String> with(String first, List<String> rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  private static String ann(int number) {
    return path("faces/lfw/Ana_Palacio/Ana_Palacio_000%d.jpg".formatted(number));
  }

  private static String path(String shared) {
    return Shared.path(shared).toAbsolutePath().toString();
  }

  private static String noPhoto() {
    try {
      return Files.writeString(folder.resolve("no-photo.jpg"), "This is no photo.").toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode data(Map<String, JsonNode> answers, String step) {
    JsonNode answer = answers.get(step);
    assertEquals(0, answer.path("code").asInt(-1), step + " " + answer);
    return answer.path("data");
  }

  private static int code(Map<String, JsonNode> answers, String step) {
    return answers.get(step).path("error_code").asInt();
  }

  private static List<String> names(JsonNode answer) {
    List<String> names = new ArrayList<>();
    answer.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode data, String list) {
    TreeSet<String> texts = new TreeSet<>();
    data.path(list).forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }
}
