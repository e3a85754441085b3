package io.facegate.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.ops.OpsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** A service that runs, as it shows itself on the operator's port. */
final class RunningService implements AutoCloseable {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final int ANSWER_BYTES_MAX = 4 << 20;
  private static final int UNHEALTHY = 503;
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_MAX)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final URI address;

  /** A service at an address of HTTP, without a path. */
  RunningService(URI address) {
    this.address = address;
  }

  /** Where a service of this machine shows itself; one that listens everywhere, on loopback. */
  static URI address(OpsConfig ops) {
    String host = EVERYWHERE.contains(ops.address()) ? "127.0.0.1" : ops.address();
    String place = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return URI.create("http://%s:%d".formatted(place, ops.port()));
  }

  /** Where it is asked. */
  URI address() {
    return address;
  }

  /**
   * Its health, whether good or bad, in the format of MicroProfile Health.
   *
   * @throws IOException when nobody answers, or no service of ours
   */
  JsonNode health() throws IOException, InterruptedException {
    JsonNode health = json("/health");
    if (!health.path("checks").isArray()) {
      throw new IOException("no health in the answer");
    }
    return health;
  }

  /** What it can do, and its version. */
  JsonNode capabilities() throws IOException, InterruptedException {
    return json("/capabilities");
  }

  /** Its figures. */
  Metrics metrics() throws IOException, InterruptedException {
    return Metrics.read(text("/metrics"));
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    try {
      return new ObjectMapper().readTree(text(path));
    } catch (JsonProcessingException noJson) {
      throw new IOException("no JSON in the answer", noJson);
    }
  }

  private String text(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(ANSWER_MAX)
            .header("Accept", path.equals("/metrics") ? "text/plain" : "application/json")
            .build();
    HttpResponse<InputStream> answer =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      byte[] bytes = body.readNBytes(ANSWER_BYTES_MAX);
      if (answer.statusCode() != 200 && answer.statusCode() != UNHEALTHY) {
        throw new IOException("it answers " + answer.statusCode() + " to " + path);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
