package io.facegate;

import io.facegate.camera.Cameras;
import io.facegate.camera.Credentials;
import io.facegate.camera.SnapReceipt;
import io.facegate.camera.SnapSource;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
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

  private final Cameras cameras;

  SnapRoutes(Cameras cameras) {
    this.cameras = cameras;
  }

  void mount(HttpRouting.Builder routing) {
    routing.post("/snap/{camera}", this::push);
    routing.put("/snap/{camera}", this::push);
  }

  private void push(ServerRequest request, ServerResponse response) {
    Optional<SnapSource> source = cameras.snap(request.path().pathParameters().get("camera"));
    /* An unknown camera looks like a wrong password: ids are not to be guessed. */
    if (source.isEmpty() || !isAllowed(source.get().credentials(), request)) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"facegate\", charset=\"UTF-8\"");
      refuse(response, Status.UNAUTHORIZED_401, "who are you?");
      return;
    }
    try {
      byte[] body = body(request, source.get().bytesMax());
      String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
      SnapReceipt receipt = source.get().offer(type, body);
      answer(
          response,
          Status.OK_200,
          "{\"pictures\":%d,\"unreadable\":%d,\"faces\":%d}"
              .formatted(receipt.pictures(), receipt.unreadable(), receipt.faces()));
    } catch (FaceException e) {
      refuse(response, status(e.failure()), e.failure().name());
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a push failed", e);
      refuse(response, Status.INTERNAL_SERVER_ERROR_500, FaceFailure.INTERNAL.name());
    }
  }

  private static byte[] body(ServerRequest request, int bytesMax) throws IOException {
    if (request.headers().contentLength().orElse(0) > bytesMax) {
      throw new FaceException(FaceFailure.BODY_TOO_LARGE);
    }
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes(bytesMax + 1);
      if (body.length > bytesMax) {
        throw new FaceException(FaceFailure.BODY_TOO_LARGE);
      }
      return body;
    }
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
      case BODY_UNREADABLE, IMAGE_COUNT_WRONG, IMAGE_UNREADABLE ->
          Status.create(422, "Unprocessable Content");
      case OVERLOADED, RATE_LIMITED -> Status.TOO_MANY_REQUESTS_429;
      case MODEL_MISSING, LIVENESS_UNJUDGED, STORE_FAILED -> Status.SERVICE_UNAVAILABLE_503;
      default -> Status.INTERNAL_SERVER_ERROR_500;
    };
  }

  private static void refuse(ServerResponse response, Status status, String why) {
    if (status.equals(Status.TOO_MANY_REQUESTS_429)) {
      response.header(HeaderNames.RETRY_AFTER, "1");
    }
    response.header(HeaderValues.CONNECTION_CLOSE);
    answer(response, status, "{\"error\":\"%s\"}".formatted(why));
  }

  private static void answer(ServerResponse response, Status status, String json) {
    response.status(status);
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.send(json.getBytes(StandardCharsets.UTF_8));
  }
}
