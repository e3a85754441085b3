package io.facegate.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegate.core.FaceService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** All dialects without a network: what they take of a request's time is theirs alone. */
public final class DialectDoor {
  private static final JsonMapper JSON = new JsonMapper();

  private final DialectRouter router;

  /** Opens all dialects before use cases. */
  public DialectDoor(FaceService faces, Gatekeeper gatekeeper) {
    router =
        new DialectRouter(
            ServiceLoader.load(Dialect.class).stream().map(ServiceLoader.Provider::get).toList(),
            faces,
            gatekeeper,
            (dialect, operation, outcome, took) -> {},
            HttpLimits.defaults(),
            InstantSource.system());
  }

  /**
   * Posts a body, and gives back the bytes of the answer.
   *
   * @param headers by lower-case name
   */
  public byte[] post(
      String path, Map<String, String> query, Map<String, String> headers, byte[] body)
      throws IOException {
    Map<String, List<String>> parameters = new HashMap<>();
    query.forEach((name, value) -> parameters.put(name, List.of(value)));
    JsonNode answer =
        router
            .answer(
                new HttpRequest(
                    "POST",
                    path,
                    parameters,
                    headers,
                    InetAddress.getLoopbackAddress(),
                    body.length,
                    new ByteArrayInputStream(body)))
            .json();
    return JSON.writeValueAsBytes(answer);
  }
}
