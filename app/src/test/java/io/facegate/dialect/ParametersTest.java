package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters of forms, of JSON under any name, and of the query. */
class ParametersTest {
  private static final String FORM =
      "uid=u_1&user_info=%E4%BA%BA+one%2B&group_id&images=%2F9j%2F4AA%3D%2CQUJD%0AREVG&num=7";
  private static final String JSON =
      "{\"uid\": \"u_1\", \"user_info\":\"\\u4eba \\ud83d\\ude00\\/\\n\", \"num\": 7,"
          + "\"start\":\"1\", \"none\": null, \"flag\": true, \"list\": [1,{\"a\":[]}],"
          + "\"images\":\"\\/9j\\/4AA=,QUJD\"}";

  @Test
  void forms() {
    Parameters form = form(FORM);
    assertEquals("u_1", form.required("uid"));
    assertEquals("人 one+", form.required("user_info"));
    assertTrue(form.has("group_id"));
    assertEquals(Optional.empty(), form.text("group_id"));
    assertFalse(form.has("absent"));
    assertEquals(7, form.integer("num", 1, 0, 9));
    assertEquals("/9j/4AA=,QUJD\nREVG", form.required("images"));
    List<byte[]> pictures = form.pictures(99, 9, "images");
    assertEquals(List.of(5, 6), pictures.stream().map(picture -> picture.length).toList());
    assertEquals("a", form("&&=x&uid=a&uid=b&\r\n").required("uid"));
    assertEquals("x=y", form("uid=x=y").required("uid"));
  }

  @Test
  void objects() {
    for (String body : List.of(JSON, " \r\n" + JSON, percent(JSON), "\n" + percent(JSON) + "=")) {
      Parameters json = form(body);
      assertEquals("u_1", json.required("uid"));
      assertEquals("人 😀/\n", json.required("user_info"));
      assertEquals(7, json.integer("num", 0, 0, 9));
      assertEquals(1, json.integer("start", 0, 0, 9));
      assertFalse(json.has("none"));
      assertFails(FaceFailure.PARAMETER_INVALID, () -> json.text("flag"));
      assertFails(FaceFailure.PARAMETER_INVALID, () -> json.pictures(99, 9, "list"));
      assertEquals("/9j/4AA=,QUJD", json.required("images"));
    }
    assertEquals("?", form("{\"a\":\"\\ud800\"}").required("a"));
    assertEquals("?A", form("{\"a\":\"\\ud800\\u0041\"}").required("a"));
    assertFalse(form("{}").has("a"));
  }

  @Test
  void bodyComesBeforeQuery() {
    Parameters both = new Parameters(
        ParameterReader.read(
            bytes("uid=body"), Map.of("uid", List.of("query"), "num", List.of("2"))));
    assertEquals("body", both.required("uid"));
    assertEquals(2, both.integer("num", 1, 0, 9));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "a=%", "a=%4", "a=%zz", "%=1", "{\"a\":1", "{\"a\":\"b", "{\"a\":\"\\", "{\"a\":\"\\u12\"}",
    "{\"a\":1}x", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\"}", "{a:1}", "%7B",
    "%7b%22", "{\"a\":\"\t\"}",
    "{\"a\":tru", "{\"a\":[[[", "{\"a\":\"\\q\"}"
  })
  void brokenBodies(String body) {
    assertFails(FaceFailure.BODY_UNREADABLE, () -> form(body));
  }

  @Test
  void bounds() {
    assertFails(FaceFailure.BODY_UNREADABLE, () -> form("a&".repeat(65)));
    assertFails(FaceFailure.BODY_UNREADABLE, () -> form("a".repeat(300) + "=1"));
    assertFails(
        FaceFailure.PARAMETER_TOO_LONG, () -> form("a=" + "b".repeat(70_000)).text("a"));
    assertFails(FaceFailure.BODY_UNREADABLE, () -> form("a=%ff").text("a"));
    assertFails(FaceFailure.PARAMETER_INVALID, () -> form("a=0x1").integer("a", 1, 0, 9));
    assertFails(FaceFailure.PARAMETER_INVALID, () -> form("a=1.5").integer("a", 1, 0, 9));
    assertEquals(3, form("a=").integer("a", 3, 0, 9));
    assertFails(FaceFailure.PARAMETER_MISSING, () -> form("").required("a"));
  }

  @Test
  void picturesMissingEmptyOrTooLarge() {
    assertFails(
        FaceFailure.PARAMETER_MISSING, () -> form("uid=1").pictures(9, 9, "images", "image"));
    assertFails(FaceFailure.IMAGE_EMPTY, () -> form("image=").pictures(9, 9, "images", "image"));
    assertFails(FaceFailure.IMAGE_EMPTY, () -> form("images").pictures(9, 9, "images", "image"));
    assertFails(FaceFailure.IMAGE_TOO_LARGE, () -> form("image=QUJDRA").pictures(5, 9, "image"));
    assertFails(FaceFailure.PARAMETER_TOO_LONG, () -> form("image=QQ,QQ").pictures(9, 1, "image"));
    assertArrayEquals(
        bytes("ABC"), form("images=&image=QUJD").pictures(9, 1, "images", "image").getFirst());
  }

  @Test
  void nothingButFailuresWhateverComes() {
    Random random = new Random(20260101);
    int readable = 0;
    for (String seed : List.of(FORM, JSON, percent(JSON))) {
      for (int round = 0; round < 20_000; round++) {
        byte[] body = bytes(seed);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
          int at = random.nextInt(body.length);
          body[at] = random.nextBoolean()
              ? (byte) random.nextInt(256) : (byte) "%&=+,{}\"\\:u".charAt(random.nextInt(11));
        }
        readable += read(random.nextInt(8) == 0
            ? Arrays.copyOf(body, random.nextInt(body.length)) : body);
      }
    }
    assertTrue(readable > 1000, readable + " were read");
  }

  private static int read(byte[] body) {
    try {
      Parameters found = new Parameters(ParameterReader.read(body, Map.of()));
      found.text("uid");
      found.text("user_info");
      found.integer("num", 1, -1e18, 1e18);
      found.pictures(1 << 20, 20, "images", "image");
      return 1;
    } catch (FaceException told) {
      return 0;
    }
  }

  private static Parameters form(String body) {
    return new Parameters(ParameterReader.read(bytes(body), Map.of()));
  }

  private static String percent(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertFails(FaceFailure failure, Runnable act) {
    assertEquals(failure, assertThrows(FaceException.class, act::run).failure());
  }
}
