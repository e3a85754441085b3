package io.facegate;

import io.facegate.camera.Cameras;
import io.facegate.camera.Credentials;
import io.facegate.camera.SnapReceipt;
import io.facegate.camera.SnapSource;
import io.facegate.dialect.DialectHost;
import io.facegate.dialect.DialectHost.BodySource;
import io.facegate.dialect.DialectHost.Reply;
import io.facegate.events.PeriodicWarning;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Where SNAP cameras push their crops: {@code POST /snap/<camera id>}, raw or multipart, with Basic
 * authentication or a bearer token. Answers 200 once everything in the push was looked at and its
 * events are on disk; 401, 404, 413, 422, 429 and 503 tell the camera what was wrong.
 */
final class SnapRoutes {
  private static final System.Logger LOG = System.getLogger(SnapRoutes.class.getName());

  private final PeriodicWarning faults = new PeriodicWarning(LOG, System::nanoTime);
  private final Cameras cameras;
  private final DialectHost host;

  SnapRoutes(Cameras cameras, DialectHost host) {
    this.cameras = cameras;
    this.host = host;
  }

  void mount(HttpRouting.Builder routing) {
    routing.post("/snap/{camera}", this::push);
    routing.put("/snap/{camera}", this::push);
  }

  private void push(ServerRequest request, ServerResponse response) {
    host.serve(request, response, body -> answer(request, response, body));
  }

  private Reply answer(ServerRequest request, ServerResponse response, BodySource body) {
    Optional<SnapSource> source = cameras.snap(request.path().pathParameters().get("camera"));
    /* An unknown camera looks like a wrong password: ids are not to be guessed. */
    if (source.isEmpty() || !isAllowed(source.get().credentials(), request)) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"facegate\", charset=\"UTF-8\"");
      return refusal(Status.UNAUTHORIZED_401, "who are you?");
    }
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    try {
      return body.read(
          source.get().bytesMax(), bytes -> receipt(source.get().offer(type, bytes)));
    } catch (FaceException e) {
      Status status = status(e.failure());
      if (status.equals(Status.TOO_MANY_REQUESTS_429)) {
        response.header(HeaderNames.RETRY_AFTER, "1");
      }
      return refusal(status, e.failure().name());
    } catch (RuntimeException e) {
      faults.warn(1, "a push failed: " + e);
      return refusal(Status.INTERNAL_SERVER_ERROR_500, FaceFailure.INTERNAL.name());
    }
  }

  private static Reply receipt(SnapReceipt receipt) {
    return new Reply(
        Status.OK_200.code(),
        "{\"pictures\":%d,\"unreadable\":%d,\"faces\":%d}"
            .formatted(receipt.pictures(), receipt.unreadable(), receipt.faces()));
  }

  private static boolean isAllowed(Credentials wanted, ServerRequest request) {
    String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return wanted.user().isEmpty() && wanted.matches("", header.substring(7).strip());
    }
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return false;
    }
    try {
      byte[] plain = Base64.getDecoder().decode(header.substring(6).strip());
      String text = new String(plain, StandardCharsets.UTF_8);
      Arrays.fill(plain, (byte) 0);
      int colon = text.indexOf(':');
      return colon >= 0
          && wanted.matches(text.substring(0, colon), text.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Status status(FaceFailure failure) {
    return switch (failure) {
      case BODY_TOO_LARGE, IMAGE_TOO_LARGE -> Status.REQUEST_ENTITY_TOO_LARGE_413;
      case BODY_UNREADABLE, IMAGE_COUNT_WRONG, IMAGE_UNREADABLE, IMAGE_KIND_REFUSED ->
          Status.create(422, "Unprocessable Content");
      case OVERLOADED -> Status.TOO_MANY_REQUESTS_429;
      case MODEL_MISSING, LIVENESS_UNJUDGED, STORE_FAILED -> Status.SERVICE_UNAVAILABLE_503;
      default -> Status.INTERNAL_SERVER_ERROR_500;
    };
  }

  private static Reply refusal(Status status, String why) {
    return new Reply(status.code(), "{\"error\":\"%s\"}".formatted(why));
  }
}
