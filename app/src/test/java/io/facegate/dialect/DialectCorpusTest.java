package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.access.AccessConfig;
import io.facegate.face.FaceFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
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
    Answer answer = ROUTER.answer(one.request(one.body().getBytes(StandardCharsets.UTF_8)));
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
}
