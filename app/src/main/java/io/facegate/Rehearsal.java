package io.facegate;

import io.facegate.demo.Demo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A short life of the service on data of its own, from which the virtual machine learns what the
 * service loads and runs (JEP 514, ahead-of-time class loading). The launcher's {@code rehearse}
 * runs it.
 */
public final class Rehearsal {
  private static final int ROUNDS = 40;

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = freePort();
  private final int opsPort = freePort();

  private Rehearsal() {}

  /**
   * Starts the service, calls it as gates and operators do, and ends the process.
   *
   * @param arguments an empty folder for configuration and data
   */
  public static void main(String[] arguments) throws Exception {
    int status = 1;
    try {
      new Rehearsal().play(Path.of(arguments[0]));
      status = 0;
    } finally {
      /* Threads of the service run on, whatever became of this one. */
      System.exit(status);
    }
  }

  private void play(Path folder) throws IOException, InterruptedException {
    Path config = folder.resolve("facegate.yaml");
    Files.writeString(
        config,
        """
        data: %s
        http: {address: 127.0.0.1, port: %d}
        ops: {address: 127.0.0.1, port: %d}
        """
            .formatted(folder.resolve("data"), port, opsPort));
    Main.main(new String[] {"serve", "--config", config.toString()});
    String picture = Base64.getEncoder().encodeToString(Demo.portrait());
    String face = "\"image\": \"%s\", \"image_type\": \"BASE64\"".formatted(picture);
    call("face/add", "{%s, \"group_id\": \"a\", \"user_id\": \"a\"}".formatted(face));
    for (int round = 0; round < ROUNDS; round++) {
      call("face/identify", "{%s, \"group_id_list\": \"a\"}".formatted(face));
      call("face/detect", "{%s, \"face_field\": \"age,quality,landmark\"}".formatted(face));
    }
    call("user/list", "{\"group_id\": \"a\"}");
    get("/health");
    get("/metrics");
  }

  private void call(String operation, String body) throws IOException, InterruptedException {
    URI place =
        URI.create(
            "http://127.0.0.1:%d/face-api/v3/%s?appid=default"
                .formatted(port, operation));
    String answer =
        send(
            HttpRequest.newBuilder(place)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    if (!answer.contains("\"error_code\":0")) {
      throw new IOException(operation + " was answered " + answer);
    }
  }

  private void get(String path) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + opsPort + path)).build());
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(request.uri() + " answered " + answer.body());
    }
    return answer.body();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
