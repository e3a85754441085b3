package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.access.AccessConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What AIP v2 says to pictures at the limits of size, and to nonsense in any parameter. */
class Aip2LimitsTest {
  private static final int MIB = 1 << 20;
  private static final String PLACE = "/rest/2.0/face/v2/";
  private static final List<String> VALUES =
      List.of(
          "", "%00", "%C3%28", "%zz", "%", "-1", "1e400", "0.5", "99999999999999999999", "NaN",
          "a%2Cb%2C%2C", "%2C", "..%2Fx", "%E4%BA%BA", "@ALL", "%5B%5D", "x".repeat(100_000));

  private final CannedFaceService canned = new CannedFaceService();
  private final DialectRouter router =
      new DialectRouter(
          ServiceLoader.load(Dialect.class).stream().map(ServiceLoader.Provider::get).toList(),
          canned.service(),
          new OpenGate(AccessConfig.defaults()),
          (dialect, operation, outcome, took) -> {},
          HttpLimits.defaults(),
          InstantSource.system());

  @ParameterizedTest
  @CsvSource({
    "detect, 2", "match, 20", "identify, 10", "verify, 10", "faceset/user/add, 10",
    "faceset/user/update, 10"
  })
  void base64IsMeasuredAsText(String path, int mebibytes) throws IOException {
    canned.can(CannedFaceService.MAPPER.readTree("{\"fails\":\"NO_FACE\"}"));
    String others = "uid=u1&group_id=g1&user_info=i&images=";
    String whole = "A".repeat(mebibytes * MIB);
    assertEquals(216402, code(post(path, others + whole)), "as much as is allowed");
    assertEquals(216402, code(post(path, others + escaped(mebibytes * MIB))), "when escaped");
    assertEquals(216202, code(post(path, others + whole + "AAAA")), "four letters more");
    assertEquals(216202, code(post(path, others + whole.repeat(2))), "twice as much");
  }

  @Test
  void sizeIsThatOfAllPicturesTogether() throws IOException {
    canned.can(CannedFaceService.MAPPER.readTree("{\"fails\":\"NO_FACE\"}"));
    String half = "A".repeat(10 * MIB);
    assertEquals(216202, code(post("match", "images=" + half + "," + half)));
    assertEquals(216402, code(post("match", "images=" + half + "," + half.substring(4))));
  }

  @Test
  void listsTakeNoLargeBodies() {
    String large = "group_id=g1&x=" + "x".repeat(MIB);
    assertEquals(216202, code(post("faceset/group/getusers", large)));
  }

  static Stream<CorpusCase> forms() {
    return CorpusCase.all().stream()
        .filter(one -> one.dialect().equals("aip2") && one.body().contains("="))
        .filter(one -> one.name().contains("java") || one.name().contains("dotnet"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void nonsenseIsNeverAFault(CorpusCase one) throws IOException {
    canned.can(one.core());
    String path = one.requestLine().split("[ ?]")[1].replace(PLACE, "");
    String[] pairs = one.body().split("&");
    for (int i = 0; i < pairs.length; i++) {
      String[] changed = pairs.clone();
      for (String value : VALUES) {
        changed[i] = pairs[i].split("=")[0] + "=" + value;
        JsonNode answer = post(path, String.join("&", changed));
        assertTrue(answer.path("log_id").isIntegralNumber(), answer.toString());
        assertNotEquals(216401, code(answer), changed[i]);
        assertFalse(answer.has("error_code") && answer.has("result"), answer.toString());
      }
    }
  }

  /** As much base64 as clients escape of it: every thirty-second letter is no plain one. */
  private static String escaped(int letters) {
    return ("A".repeat(31) + "%2B").repeat(letters / 32);
  }

  private static int code(JsonNode answer) {
    return answer.path("error_code").asInt();
  }

  private JsonNode post(String path, String form) {
    byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
    Answer answer =
        router.answer(
            new HttpRequest(
                "POST",
                PLACE + path,
                Map.of("access_token", List.of("T?aipSdk=node")),
                Map.of("content-type", "application/x-www-form-urlencoded"),
                InetAddress.getLoopbackAddress(),
                bytes.length,
                new ByteArrayInputStream(bytes)));
    assertEquals(200, answer.status());
    return answer.json();
  }
}
