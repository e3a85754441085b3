package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.access.AccessConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every member of every recorded request, with every wrong kind of value in its place. */
class WrongTypesTest {
  private static final List<String> VALUES =
      List.of(
          "null", "[]", "[1]", "{}", "{\"a\":1}", "true", "-1", "0", "1e400", "-1e400", "0.5",
          "99999999999999999999", "\"\"", "\" \"", "\"-1\"", "\"NaN\"", "\"0x10\"", "\"@ALL\"",
          "\"a,b,,\"", "\"\\u0000\"", "\"\\ud800\"", "\"人\"", "\"../x\"", "\"%00\"", "\"%zz\"",
          "\"" + "x".repeat(100_000) + "\"");

  /** Faults of our own, in each dialect's number. */
  private static final Set<Integer> INTERNAL = Set.of(222302, 213, 216401);

  private final CannedFaceService canned = new CannedFaceService();
  private final DialectRouter router =
      new DialectRouter(
          ServiceLoader.load(Dialect.class).stream().map(ServiceLoader.Provider::get).toList(),
          canned.service(),
          new OpenGate(AccessConfig.defaults()),
          (dialect, operation, outcome, took) -> {},
          HttpLimits.defaults(),
          InstantSource.system());

  static Stream<CorpusCase> cases() {
    return CorpusCase.all().stream()
        .filter(one -> one.body().startsWith("{") || one.body().startsWith("[{"))
        .filter(one -> one.requestLine().startsWith("POST"))
        .filter(WrongTypesTest::isJson);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areAnsweredInTheDialectsWords(CorpusCase one) throws IOException {
    canned.can(CannedFaceService.MAPPER.readTree("{\"fails\":\"NO_FACE\"}"));
    JsonNode body = CannedFaceService.MAPPER.readTree(one.body());
    ObjectNode first = (ObjectNode) (body.isArray() ? body.get(0) : body);
    for (String name : first.propertyStream().map(Map.Entry::getKey).toList()) {
      for (String value : VALUES) {
        String text =
            first.deepCopy().put(name, "HERE").toString().replace("\"HERE\"", value);
        String whole = body.isArray() ? list(text, body) : text;
        JsonNode answer = post(one, whole);
        int code = CorpusCase.code(answer).asInt();
        assertTrue(code != 0 && !INTERNAL.contains(code), name + " " + value + answer);
      }
    }
  }

  private JsonNode post(CorpusCase one, String body) {
    Answer answer = router.answer(one.request(body.getBytes(StandardCharsets.UTF_8)));
    assertEquals(200, answer.status());
    return answer.json();
  }

  private static String list(String first, JsonNode body) {
    StringBuilder list = new StringBuilder("[" + first);
    ((ArrayNode) body).valueStream().skip(1).forEach(other -> list.append(",").append(other));
    return list.append("]").toString();
  }

  private static boolean isJson(CorpusCase one) {
    try {
      return JsonBody.parse(one.body().getBytes(StandardCharsets.UTF_8)).size() > 0;
    } catch (RuntimeException broken) {
      return false;
    }
  }
}
