package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.access.Denial;
import io.facegate.core.FaceService;
import io.facegate.dialect.youtu.YoutuDialect;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of youtu calls no recorded text can show: for whom they are signed, bytes, and sizes. */
class YoutuCallsTest {
  private static final int BODY_BYTES_MAX = 1_572_864;
  private static final Color ANN = new Color(60, 0, 255);
  private static final Color BOB = new Color(180, 0, 100);
  private static final String TYPE = "multipart/form-data; boundary=B";

  @TempDir private Path folder;

  @Test
  void appAndBucketMustBeThoseSigned() throws IOException {
    CannedFaceService canned = new CannedFaceService();
    canned.can(CannedFaceService.MAPPER.readTree("{\"returns\": [\"a\"]}"));
    DialectRouter router = router(canned.service());
    JsonNode mine = post(router, "getgroupids", json("\"123456\"", "test"));
    assertEquals("a", mine.at("/data/group_ids/0").asText());
    assertEquals("mine", canned.asked().at("/0/listGroups/0").asText());
    canned.can(CannedFaceService.MAPPER.readTree("{}"));
    JsonNode other = post(router, "getgroupids", json("\"123457\"", "test"));
    assertEquals("{\"code\":6,\"message\":\"not yours\"}", other.toString());
    assertEquals(6, post(router, "addface", json("123456", "other")).get("code").asInt());
    assertEquals(0, canned.asked().size());
  }

  @Test
  void bodiesMayHaveOneAndAHalfMegabytes() throws IOException {
    CannedFaceService canned = new CannedFaceService();
    canned.can(CannedFaceService.MAPPER.readTree("{\"returns\": []}"));
    DialectRouter router = router(canned.service());
    byte[] small = json("\"123456\"", "test");
    byte[] largest = Arrays.copyOf(small, BODY_BYTES_MAX);
    Arrays.fill(largest, small.length, BODY_BYTES_MAX, (byte) ' ');
    assertEquals(0, post(router, "getgroupids", largest).get("code").asInt());
    byte[] larger = new byte[BODY_BYTES_MAX + 1];
    assertEquals(
        "{\"code\":23,\"message\":\"request body too large\"}",
        post(router, "getgroupids", larger).toString());
  }

  @Test
  void picturesComeByteForByteAndComparisonsTellWhichFailed() {
    try (DialectRig rig = new DialectRig(folder, DialectRig.all())) {
      DialectRouter router = router(rig.service());
      byte[] ann = SquareFaces.png(ANN);
      byte[] bob = SquareFaces.png(BOB);
      byte[] nobody = SquareFaces.png();
      byte[] noPicture = {'\r', '\n', '-', '-', 0, '\r', '\n'};
      assertEquals(100, compare(router, ann, ann).at("/data/similarity").asDouble(), 1e-4);
      assertTrue(compare(router, ann, bob).at("/data/similarity").asDouble() < 90);
      assertFailed(-1101, 1, compare(router, nobody, noPicture));
      assertFailed(-1101, 2, compare(router, ann, nobody));
      assertFailed(-1102, 2, compare(router, ann, noPicture));
      assertFailed(-1300, 1, compare(router, new byte[0], ann));
      assertFailed(-1300, 2, compare(router, ann, new byte[0]));
    }
  }

  @Test
  void textThatIsNotUtf8IsInvalid() throws IOException {
    CannedFaceService canned = new CannedFaceService();
    canned.can(CannedFaceService.MAPPER.readTree("{}"));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    part(body, "appid", bytes("123456"));
    part(body, "bucket", bytes("test"));
    part(body, "person_id", new byte[] {(byte) 0xb2, (byte) 0xe2});
    body.writeBytes(bytes("--B--"));
    JsonNode answer = post(router(canned.service()), "delperson", body.toByteArray());
    assertEquals("{\"code\":21,\"message\":\"invalid parameter: person_id\"}", answer.toString());
  }

  @Test
  void anyChangedByteIsAnsweredInTheDialectsWords() throws IOException {
    CannedFaceService canned = new CannedFaceService();
    canned.can(CannedFaceService.MAPPER.readTree("{\"fails\": \"NO_FACE\"}"));
    DialectRouter router = router(canned.service());
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    part(body, "appid", bytes("123456"));
    part(body, "bucket", bytes("test"));
    part(body, "person_id", bytes("人"));
    part(body, "images[0]", new byte[] {1});
    part(body, "images[12]", new byte[] {2});
    body.writeBytes(bytes("--B--"));
    byte[] good = body.toByteArray();
    assertEquals(-1101, post(router, "addface", good).get("code").asInt());
    for (int at = 0; at < good.length; at++) {
      for (int value : new int[] {0, '\n', '\r', ' ', '"', '-', ';', '=', '[', 'z', 0x80, 0xff}) {
        byte[] changed = good.clone();
        changed[at] = (byte) value;
        int code = post(router, "addface", changed).get("code").asInt();
        assertTrue(code != 0 && code != 213, "byte " + at + " as " + value);
      }
    }
  }

  private static JsonNode compare(DialectRouter router, byte[] first, byte[] second) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    part(body, "imageB", second);
    part(body, "imageA", first);
    part(body, "bucket", bytes("test"));
    part(body, "appid", bytes("123456"));
    body.writeBytes(bytes("--B--\r\n"));
    return post(router, "compare", body.toByteArray());
  }

  private static void assertFailed(int code, int flag, JsonNode answer) {
    assertEquals(code, answer.get("code").asInt(), answer.toString());
    assertEquals(flag, answer.at("/data/fail_flag").asInt(), answer.toString());
  }

  private static void part(ByteArrayOutputStream body, String name, byte[] content) {
    body.writeBytes(bytes("--B\r\nContent-Disposition: form-data; name=" + name + ";\r\n\r\n"));
    body.writeBytes(content);
    body.writeBytes(bytes("\r\n"));
  }

  private static JsonNode post(DialectRouter router, String operation, byte[] body) {
    return router
        .answer(
            new HttpRequest(
                "POST",
                "/face/" + operation,
                Map.of(),
                Map.of("content-type", TYPE),
                InetAddress.getLoopbackAddress(),
                body.length,
                new ByteArrayInputStream(body)))
        .json();
  }

  private static DialectRouter router(FaceService faces) {
    return new DialectRouter(
        List.of(new YoutuDialect()),
        faces,
        (request, credentials, dialect) -> new Signed(),
        (dialect, operation, outcome, took) -> {},
        HttpLimits.defaults(),
        InstantSource.system());
  }

  private static byte[] json(String appId, String bucket) {
    return bytes("{\"appid\":" + appId + ",\"bucket\":\"" + bucket + "\"}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Signed for one app and one bucket. */
  private record Signed() implements Admission {
    @Override
    public String app() {
      return "mine";
    }

    @Override
    public void covers(byte[] body) {}

    @Override
    public void isFor(String appNumber, String bucket) {
      if (!appNumber.equals("123456") || !bucket.equals("test")) {
        throw new DeniedException(new Denial(6, "not yours"));
      }
    }
  }
}
