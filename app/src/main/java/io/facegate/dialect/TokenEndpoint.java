package io.facegate.dialect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.access.TokenAnswer;
import io.facegate.access.TokenService;
import io.facegate.dialect.DialectHost.BodySource;
import io.facegate.dialect.DialectHost.Reply;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Set;

/**
 * Where clients of AIP fetch access tokens: {@code /oauth/2.0/token}, GET or POST, with its
 * parameters in the query, in a form, or some here and some there. Failures have the form of RFC
 * 6749, section 5.2, and HTTP status 401, after which the SDKs sign instead.
 */
public final class TokenEndpoint {
  /** Three parameters, each far shorter than a kilobyte. */
  private static final int BODY_BYTES_MAX = 8 << 10;

  private static final Set<String> METHODS = Set.of("GET", "POST");

  private final TokenService tokens;
  private final GuessingBrake brake;
  private final DialectHost host;

  /** An endpoint under a host's limits. */
  public TokenEndpoint(TokenService tokens, DialectHost host) {
    this.tokens = tokens;
    this.host = host;
    this.brake = new GuessingBrake(System::nanoTime);
  }

  /** Adds it to a routing. */
  public void mount(HttpRouting.Builder routing) {
    routing.any("/oauth/2.0/token", this::handle);
  }

  private void handle(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    host.serveStranger(request, response, this::answer);
  }

  /** Answers a request; never fails. */
  Reply answer(HttpRequest request, BodySource body) {
    if (!METHODS.contains(request.method())) {
      return refusal(405, "invalid_request", "The method is neither GET nor POST");
    }
    try {
      return body.read(
          BODY_BYTES_MAX,
          bytes -> granted(request, new Parameters(ParameterReader.read(bytes, request.query()))));
    } catch (FaceException failure) {
      return failure.failure() == FaceFailure.OVERLOADED
          ? refusal(503, "temporarily_unavailable", "Service temporarily unavailable")
          : refusal(400, "invalid_request", "The request cannot be read");
    }
  }

  private Reply granted(HttpRequest request, Parameters parameters) {
    String id = parameters.text("client_id").orElse("");
    if (!brake.isOpen(request.remote(), id)) {
      return refusal(
          401, "invalid_client", "Client authentication failed too often, try again in a minute");
    }
    TokenAnswer answer =
        tokens.grant(
            parameters.text("grant_type").orElse(""),
            id,
            parameters.text("client_secret").orElse(""));
    return switch (answer) {
      case TokenAnswer.Granted granted -> reply(granted);
      case TokenAnswer.Refused refused -> {
        if (refused.secretIsWrong()) {
          brake.count(request.remote(), id);
        }
        yield refusal(401, refused.error(), refused.description());
      }
      case TokenAnswer.Unavailable _ ->
          refusal(503, "temporarily_unavailable", "Service temporarily unavailable");
    };
  }

  private static Reply reply(TokenAnswer.Granted granted) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("refresh_token", granted.refreshToken());
    json.put("expires_in", granted.expiresIn().toSeconds());
    json.put("scope", granted.scope());
    json.put("session_key", granted.sessionKey());
    json.put("access_token", granted.accessToken());
    json.put("session_secret", granted.sessionSecret());
    return new Reply(200, json.toString());
  }

  private static Reply refusal(int status, String error, String description) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("error", error);
    json.put("error_description", description);
    return new Reply(status, json.toString());
  }
}
