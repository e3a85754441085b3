package io.facegate.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

/** A client of face-api v3 as they are in the field: JSON under a form content type. */
public final class FaceApiClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;

  /** A client of the service at an address such as {@code http://127.0.0.1:8300/}. */
  public FaceApiClient(URI base) {
    this.base = base;
  }

  /** A request body with a picture. */
  public static ObjectNode picture(Path file) {
    try {
      ObjectNode body = JSON.createObjectNode();
      body.put("image", Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
      return body.put("image_type", "BASE64");
    } catch (IOException e) {
      throw new AssertionError("no picture", e);
    }
  }

  /** An empty request body. */
  public static ObjectNode body() {
    return JSON.createObjectNode();
  }

  /**
   * Calls an operation.
   *
   * @param operation such as {@code face/add}
   * @throws IOException when no answer came
   */
  public JsonNode call(String operation, JsonNode body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/face-api/v3/" + operation + "?appid=default"))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The code of an answer; 0 is success. */
  public static int code(JsonNode answer) {
    return answer.path("error_code").asInt(-1);
  }
}
