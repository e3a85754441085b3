package io.facegate.testing;

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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real service as a process of its own, started by its own script from what was packaged. */
public final class GatewayProcess implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final int apiPort;
  private final int opsPort;

  private GatewayProcess(Process process, Path log, int apiPort, int opsPort) {
    this.process = process;
    this.log = log;
    this.apiPort = apiPort;
    this.opsPort = opsPort;
  }

  /**
   * Starts the service and waits until it is ready.
   *
   * @param folder where data, configuration and log are kept; may hold those of an earlier start
   * @param yaml configuration beside ports, data folder and models, which are filled in here
   */
  public static GatewayProcess start(Path folder, String yaml) {
    int api = freePort();
    int ops = freePort();
    String ports =
        "http: {address: 127.0.0.1, port: %d}\nops: {port: %d}\n".formatted(api, ops);
    String places = "data: %s\nmodels: {folder: %s}\n".formatted(folder, Shared.models());
    try {
      Path config = Files.writeString(folder.resolve("facegate.yaml"), ports + places + yaml);
      GatewayProcess started =
          launch(folder, api, ops, List.of("--config", config.toString()));
      started.awaitReady();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the service with given arguments, without waiting for anything. */
  public static GatewayProcess launch(
      Path folder, int apiPort, int opsPort, List<String> arguments) throws IOException {
    Path app = Path.of("").toAbsolutePath();
    Path log = folder.resolve("gateway.log");
    ProcessBuilder builder = new ProcessBuilder("sh", app + "/src/main/bin/facegate");
    builder.command().addAll(arguments);
    builder.environment().put("FACEGATE_HOME", app.resolve("target").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new GatewayProcess(builder.start(), log, apiPort, opsPort);
  }

  /** A place in the vendor APIs. */
  public URI api(String path) {
    return URI.create("http://127.0.0.1:" + apiPort + path);
  }

  /** A place in health and metrics. */
  public URI ops(String path) {
    return URI.create("http://127.0.0.1:" + opsPort + path);
  }

  /** Ends the process as a power cut would. */
  public void kill() {
    process.destroyForcibly();
    await(Duration.ofSeconds(10));
  }

  /** Asks the process to stop, and returns its exit status. */
  public int stop(Duration patience) {
    process.destroy();
    await(patience);
    return process.exitValue();
  }

  /** Everything it has printed, earlier starts in the same folder included. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** A TCP port nobody listens on. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(ops("/health/ready")).build();
    Await.until(
        START_PATIENCE,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the service ended while it started:\n" + log());
          }
          return ready(client, request);
        },
        "the service is ready:\n" + log());
  }

  private static boolean ready(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void await(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the service did not end within " + patience + ":\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
