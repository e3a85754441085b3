package io.facegate.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What holds for every answer, whatever was asked. */
final class FuzzChecks {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private FuzzChecks() {}

  /** What is wrong with an answer, in few words; empty when nothing is. */
  static Optional<String> complaint(Answer answer, FuzzRig.Heard heard) {
    if (heard.outcome().equals("INTERNAL") || heard.outcome().equals("STORE_FAILED")) {
      return Optional.of(heard.outcome());
    }
    if (heard.took().compareTo(PATIENCE) > 0) {
      return Optional.of("took " + heard.took().toMillis() + " ms");
    }
    try {
      byte[] wire = DialectHost.bytes(answer);
      return complaint(answer.status(), wire, heard.outcome().equals("OK"));
    } catch (RuntimeException unsayable) {
      return Optional.of("cannot be written: " + unsayable);
    }
  }

  /** Whether an answer to a request for a token has one of the forms it may have. */
  static boolean isTokenAnswer(DialectHost.Reply reply) {
    try {
      JsonNode json = DialectRig.JSON.readTree(reply.json());
      return switch (reply.status()) {
        case 200 -> json.path("access_token").isTextual();
        case 400, 401, 405, 503 -> json.path("error").isTextual();
        default -> false;
      };
    } catch (IOException broken) {
      return false;
    }
  }

  /** What is wrong with what came over a wire. */
  static Optional<String> complaint(int status, byte[] body, boolean succeeded) {
    JsonNode json;
    try {
      json = DialectRig.JSON.readTree(body);
    } catch (IOException broken) {
      return Optional.of("status " + status + " without JSON");
    }
    JsonNode code = CorpusCase.code(json);
    boolean failed = code.isNumber() && code.asLong() != 0;
    String text = new String(body, StandardCharsets.UTF_8);
    if (!json.isObject() || json.isEmpty()) {
      return Optional.of("no JSON object");
    }
    if (status < 200 || (status >= 300 && !failed)) {
      return Optional.of("status " + status + " without the dialect's code");
    }
    if (text.contains("io.facegate.") || text.contains("java.lang.")) {
      return Optional.of("tells of our code");
    }
    return succeeded || failed ? Optional.empty() : Optional.of("failed without a code");
  }
}
