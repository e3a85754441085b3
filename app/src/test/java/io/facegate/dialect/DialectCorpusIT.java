package io.facegate.dialect;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.facegate.access.AccessConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the corpus of every dialect over a socket. */
class DialectCorpusIT {
  private static final TimeZone ZONE = TimeZone.getDefault();
  private static final CannedFaceService CANNED = new CannedFaceService();
  private static DialectServer server;

  @BeforeAll
  static void start() {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    server =
        new DialectServer(CANNED.service(), AccessConfig.defaults(), HttpLimits.defaults());
  }

  @AfterAll
  static void stop() {
    server.close();
    TimeZone.setDefault(ZONE);
  }

  static Stream<CorpusCase> cases() {
    return CorpusCase.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsRecorded(CorpusCase one) throws IOException {
    CANNED.can(one.core());
    byte[] body = one.body().getBytes(StandardCharsets.UTF_8);
    String head =
        one.requestLine()
            + "\r\nHost: gate\r\nConnection: close\r\n"
            + one.headerLines().stream().map(line -> line + "\r\n").collect(joining())
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    DialectServer.Reply reply = server.send(head + one.body());
    assertEquals(200, reply.status());
    assertTrue(reply.head().contains("application/json"), reply.head());
    JsonNode answer =
        CannedFaceService.MAPPER
            .reader(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .readTree(reply.body());
    one.check(answer, CANNED.asked());
  }
}
