package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.access.ApiKey;
import io.facegate.access.KeyRing;
import io.facegate.access.KeyTerms;
import io.facegate.access.SetClock;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenEndpointTest {
  private KeyRing ring;
  private ApiKey key;
  private TokenEndpoint endpoint;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    ring = new KeyRing(folder, new SetClock("2026-11-21T10:00:00Z"));
    key = ring.store().create(KeyTerms.of("gate"));
    endpoint = endpoint();
  }

  @AfterEach
  void close() {
    ring.close();
  }

  @Test
  void answerHasAllDocumentedMembers() throws IOException {
    JsonNode answer = json(200, ask("POST", "", form("client_credentials", secret())));
    List<String> names = new ArrayList<>();
    answer.fieldNames().forEachRemaining(names::add);
    assertEquals(
        List.of(
            "refresh_token", "expires_in", "scope", "session_key", "access_token",
            "session_secret"),
        names);
    assertTrue(answer.get("expires_in").isInt());
    assertEquals(2592000, answer.get("expires_in").intValue());
    assertTrue(
        Arrays.asList(answer.get("scope").textValue().split(" "))
            .containsAll(
                List.of(
                    "public", "brain_all_scope", "audio_voice_assistant_get", "audio_tts_post")));
    assertTrue(answer.get("access_token").textValue().matches("24\\.[0-9a-f.-]+"));
  }

  @Test
  void parametersComeInTheQueryOrTheBodyOrBoth() throws IOException {
    String all = form("client_credentials", secret());
    json(200, ask("GET", all, ""));
    json(200, ask("POST", all, ""));
    json(200, ask("POST", "", all));
    json(200, ask("POST", "grant_type=client_credentials", "client_id=" + key.id()
        + "&client_secret=" + secret()));
    json(200, ask("POST", "client_id=" + key.id(), "client_secret=" + secret()
        + "&grant_type=client_credentials"));
  }

  @Test
  void failuresHaveTheFormOfTheStandard() throws IOException {
    assertFailure(401, "invalid_client", "unknown client id", ask("POST", "", ""
        + form("client_credentials", secret()).replace(key.id(), "nobody")));
    assertFailure(401, "invalid_client", "Client authentication failed",
        ask("GET", form("client_credentials", "guess"), ""));
    assertFailure(401, "unsupported_grant_type",
        "The authorization grant type is not supported", ask("GET", "", ""));
    assertFailure(405, "invalid_request", "The method is neither GET nor POST",
        ask("DELETE", form("client_credentials", secret()), ""));
    assertFailure(400, "invalid_request", "The request cannot be read", ask("POST", "", "%zz=1"));
    ring.damage();
    assertFailure(503, "temporarily_unavailable", "Service temporarily unavailable",
        ask("GET", form("client_credentials", secret()), ""));
  }

  @Test
  void guessingIsSlowedDownForTheGuesserAlone() throws IOException {
    String wrong = form("client_credentials", "guess");
    for (int i = 0; i < GuessingBrake.ATTEMPTS_MAX; i++) {
      json(401, ask("GET", wrong, ""));
      json(401, ask("GET", wrong.replace(key.id(), "nobody"), ""));
    }
    String right = form("client_credentials", secret());
    assertFailure(401, "invalid_client",
        "Client authentication failed too often, try again in a minute", ask("GET", right, ""));
    json(200, ask("GET", right, "", "10.0.0.2"));
    ApiKey other = ring.store().create(KeyTerms.of("office"));
    json(200, ask("GET", "grant_type=client_credentials&client_id=" + other.id()
        + "&client_secret=" + other.secret().reveal(), ""));
  }

  @Test
  void bodyIsSmallAndEveryFullnessIsSaid() throws IOException {
    assertFailure(400, "invalid_request", "The request cannot be read",
        reply("POST", "", "10.0.0.1", (max, use) -> {
          assertTrue(max <= 8 << 10);
          throw new FaceException(FaceFailure.BODY_TOO_LARGE);
        }));
    assertFailure(503, "temporarily_unavailable", "Service temporarily unavailable",
        reply("POST", "", "10.0.0.1", (max, use) -> {
          throw new FaceException(FaceFailure.OVERLOADED);
        }));
  }

  private TokenEndpoint endpoint() {
    DialectHost host =
        new DialectHost(
            List.of(new KeyedDialect("aip", Credentials.ACCESS_TOKEN)),
            new CannedFaceService().service(),
            (request, credentials, dialect) -> Admission.withoutApp(),
            (dialect, operation, outcome, took) -> {},
            HttpLimits.defaults());
    return new TokenEndpoint(ring.tokens(), host);
  }

  private String secret() {
    return key.secret().reveal();
  }

  private String form(String grant, String secret) {
    return "grant_type=" + grant + "&client_id=" + key.id() + "&client_secret=" + secret;
  }

  private DialectHost.Reply ask(String method, String query, String body) throws IOException {
    return ask(method, query, body, "10.0.0.1");
  }

  private DialectHost.Reply ask(String method, String query, String body, String from)
      throws IOException {
    return reply(
        method, query, from, (max, use) -> use.apply(body.getBytes(StandardCharsets.UTF_8)));
  }

  private DialectHost.Reply reply(
      String method, String query, String from, DialectHost.BodySource body) throws IOException {
    Map<String, List<String>> parameters = new HashMap<>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
      parameters.put(pair.replaceFirst("=.*", ""), List.of(pair.replaceFirst(".*=", "")));
    }
    return endpoint.answer(
        new HttpRequest(
            method,
            "/oauth/2.0/token",
            parameters,
            Map.of(),
            InetAddress.getByName(from),
            0,
            InputStream.nullInputStream()),
        body);
  }

  private static JsonNode json(int status, DialectHost.Reply reply) throws IOException {
    assertEquals(status, reply.status(), reply.json());
    return CannedFaceService.MAPPER.readTree(reply.json());
  }

  private static void assertFailure(
      int status, String error, String description, DialectHost.Reply reply) throws IOException {
    JsonNode json = json(status, reply);
    assertEquals(error, json.get("error").textValue());
    assertEquals(description, json.get("error_description").textValue());
  }
}
