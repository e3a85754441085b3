package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.access.AccessConfig;
import io.facegate.face.FaceFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the corpus of every dialect in memory. */
class DialectCorpusTest {
  private static final TimeZone ZONE = TimeZone.getDefault();
  private static final CannedFaceService CANNED = new CannedFaceService();
  private static final List<Dialect> DIALECTS =
      ServiceLoader.load(Dialect.class).stream().map(ServiceLoader.Provider::get).toList();
  private static final DialectRouter ROUTER =
      new DialectRouter(
          DIALECTS,
          CANNED.service(),
          new OpenGate(AccessConfig.defaults()),
          (dialect, operation, outcome, took) -> {},
          HttpLimits.defaults(),
          InstantSource.system());

  @BeforeAll
  static void fixZone() {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
  }

  @AfterAll
  static void restoreZone() {
    TimeZone.setDefault(ZONE);
  }

  static Stream<CorpusCase> cases() {
    return CorpusCase.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsRecorded(CorpusCase one) throws IOException {
    CANNED.can(one.core());
    Answer answer = ROUTER.answer(request(one));
    assertEquals(200, answer.status());
    one.check(answer.json(), CANNED.asked());
  }

  @Test
  void everyOperationHasCases() {
    Set<String> wanted = new TreeSet<>();
    for (Dialect dialect : DIALECTS) {
      dialect
          .operations(CANNED.service())
          .forEach(operation -> wanted.add(dialect.id() + "/" + operation.name()));
    }
    cases().forEach(one -> wanted.remove(one.dialect() + "/" + one.operation()));
    assertEquals(Set.of(), wanted, "operations without a case");
  }

  @Test
  void everyFailureHasAnAnswerInEveryOperation() {
    for (Dialect dialect : DIALECTS) {
      for (Operation operation : dialect.operations(CANNED.service())) {
        for (FaceFailure failure : FaceFailure.values()) {
          HttpRequest request = new HttpRequest(
              "POST", operation.paths().getFirst(), Map.of(), Map.of(),
              InetAddress.getLoopbackAddress(), 0, new ByteArrayInputStream(new byte[0]));
          Answer answer = ROUTER.refusal(request, failure);
          assertEquals(200, answer.status());
          JsonNode code = CorpusCase.code(answer.json());
          assertTrue(code.isInt() && code.asInt() != 0, failure + ": " + answer);
        }
      }
    }
  }

  private static HttpRequest request(CorpusCase one) {
    String[] line = one.requestLine().split(" ");
    String[] target = line[1].split("\\?", 2);
    Map<String, String> headers = new HashMap<>();
    for (String header : one.headerLines()) {
      String[] parts = header.split(":", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
    }
    byte[] body = one.body().getBytes(StandardCharsets.UTF_8);
    return new HttpRequest(
        line[0],
        URLDecoder.decode(target[0], StandardCharsets.UTF_8),
        target.length > 1 ? query(target[1]) : Map.of(),
        headers,
        InetAddress.getLoopbackAddress(),
        body.length,
        new ByteArrayInputStream(body));
  }

  private static Map<String, List<String>> query(String text) {
    return Stream.of(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.groupingBy(
                pair -> pair[0],
                Collectors.mapping(
                    pair ->
                        pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                    Collectors.toCollection(ArrayList::new))))
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }
}
