package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.access.AccessConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Pictures as large as the documents of AIP v1 and BFR allow, and a little larger. */
class FullSizePicturesTest {
  private static final int DETECT_MAX = 2 << 20;
  private static final int OTHERS_MAX = 20 << 20;
  private static final int TOO_LARGE = 216202;
  private static final int NO_FACE = 216402;

  private final CannedFaceService canned = new CannedFaceService();
  private final DialectRouter router =
      new DialectRouter(
          ServiceLoader.load(Dialect.class).stream().map(ServiceLoader.Provider::get).toList(),
          canned.service(),
          new OpenGate(AccessConfig.defaults()),
          (dialect, operation, outcome, took) -> {},
          HttpLimits.defaults(),
          InstantSource.system());

  @Test
  void forms() throws IOException {
    canned.can(CannedFaceService.MAPPER.readTree("{\"fails\":\"NO_FACE\"}"));
    for (String path : new String[] {"/rest/2.0/face/v1/detect", "/api/v1/faceattribute"}) {
      assertEquals(NO_FACE, post(path, "image=" + form(DETECT_MAX)), path);
      assertEquals(TOO_LARGE, post(path, "image=" + form(DETECT_MAX + 4)), path);
    }
    String[] paths = {"/rest/2.0/faceverify/v1/match", "/api/v1/faceverify/user/match"};
    for (String path : paths) {
      assertEquals(NO_FACE, post(path, "images=" + form(OTHERS_MAX)), path);
      assertEquals(TOO_LARGE, post(path, "images=" + form(OTHERS_MAX + 4)), path);
      assertEquals(TOO_LARGE, post(path, "images=" + form(OTHERS_MAX * 2)), path);
    }
  }

  /* The pixels of white are slashes in base64, three letters each in a form. */
  @Test
  void whitePictures() throws IOException {
    canned.can(CannedFaceService.MAPPER.readTree("{\"fails\":\"NO_FACE\"}"));
    String detected = "image=Qk0A" + "%2F".repeat(DETECT_MAX - 4);
    for (String path :
        new String[] {
          "/rest/2.0/face/v1/detect", "/rest/2.0/face/v2/detect", "/api/v1/faceattribute"
        }) {
      assertEquals(NO_FACE, post(path, detected), path);
      assertEquals(TOO_LARGE, post(path, detected + "%2F%2F%2F%2F"), path);
    }
    String found = "group_id=g&image=Qk0A" + "%2F".repeat((10 << 20) - 4);
    assertEquals(NO_FACE, post("/rest/2.0/face/v2/identify", found));
    assertEquals(TOO_LARGE, post("/rest/2.0/face/v2/identify", found + "%2F%2F%2F%2F"));
    assertEquals(NO_FACE, post("/rest/2.0/faceverify/v1/identify", found));
    assertEquals(NO_FACE, post("/api/v1/faceverify/user/identify", found));
  }

  @Test
  void objects() throws IOException {
    canned.can(CannedFaceService.MAPPER.readTree("{\"fails\":\"NO_FACE\"}"));
    String path = "/api/v1/faceverify/user/identify";
    assertEquals(NO_FACE, post(path, json(OTHERS_MAX)));
    assertEquals(NO_FACE, post(path, json(OTHERS_MAX).replace("/", "\\/")));
    assertEquals(TOO_LARGE, post(path, json(OTHERS_MAX + 4)));
  }

  /* Base64 with the usual share of what has to be percent-encoded, so much when decoded. */
  private static String base64(int length) {
    return "/9j+ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz01234567"
        .repeat(length / 64 + 1)
        .substring(0, length);
  }

  private static String form(int length) {
    return base64(length).replace("/", "%2F").replace("+", "%2B");
  }

  private static String json(int length) {
    return "{\"group_id\": \"g\", \"image\": \"" + base64(length) + "\"}";
  }

  private int post(String path, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
    JsonNode answer =
        router
            .answer(
                new HttpRequest(
                    "POST",
                    path,
                    Map.of(),
                    Map.of(),
                    InetAddress.getLoopbackAddress(),
                    bytes.length,
                    new ByteArrayInputStream(bytes)))
            .json();
    assertNotEquals(0, answer.path("log_id").asLong());
    return answer.path("error_code").asInt();
  }
}
