package io.facegate.testing;

import io.facegate.access.Allowance;
import io.facegate.access.ApiKey;
import io.facegate.access.KeyStore;
import io.facegate.access.KeyTerms;
import io.facegate.access.KeysConfig;
import io.facegate.testing.people.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The real service as a process of its own, started by its own script from what was packaged. */
public final class GatewayProcess implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path folder;
  private final String address;
  private final int apiPort;
  private final int opsPort;

  private GatewayProcess(
      Process process, Path folder, String address, int apiPort, int opsPort) {
    this.process = process;
    this.folder = folder;
    this.address = address;
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
    return start(folder, LOOPBACK, FreePort.next(), yaml);
  }

  /** Starts the service as {@link #start(Path, String)} does, with more in its environment. */
  public static GatewayProcess start(Path folder, String yaml, Map<String, String> environment) {
    return start(folder, LOOPBACK, FreePort.next(), yaml, environment);
  }

  /** Starts the service as {@link #start(Path, String)} does, on an address and port of choice. */
  public static GatewayProcess start(Path folder, String address, int port, String yaml) {
    return start(folder, address, port, yaml, Map.of());
  }

  private static GatewayProcess start(
      Path folder, String address, int port, String yaml, Map<String, String> environment) {
    int ops = FreePort.next();
    String ports =
        "http: {address: %s, port: %d}\nops: {port: %d}\n".formatted(address, port, ops);
    String places =
        "data: %s\nmodels: {folder: %s}\n".formatted(data(folder), Shared.models());
    try {
      Path config = Files.writeString(folder.resolve("facegate.yaml"), ports + places + yaml);
      GatewayProcess started =
          launch(
              folder,
              address,
              port,
              ops,
              List.of("serve", "--config", config.toString()),
              environment);
      started.awaitReady();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the service with given arguments, without waiting for anything. */
  public static GatewayProcess launch(
      Path folder, int apiPort, int opsPort, List<String> arguments) throws IOException {
    return launch(folder, LOOPBACK, apiPort, opsPort, arguments, Map.of());
  }

  private static GatewayProcess launch(
      Path folder,
      String address,
      int apiPort,
      int opsPort,
      List<String> arguments,
      Map<String, String> environment)
      throws IOException {
    Path app = Path.of("").toAbsolutePath();
    /* Hears SIGHUP even where the tests run under nohup. */
    ProcessBuilder builder =
        new ProcessBuilder(
            "env", "--default-signal=HUP", "sh", app + "/src/main/bin/facegate");
    builder.command().addAll(arguments);
    builder.environment().put("FACEGATE_HOME", app.resolve("target").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    ChildJava.unpackIn(folder, builder);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()));
    return new GatewayProcess(builder.start(), folder, address, apiPort, opsPort);
  }

  /** How a command of the operator's ended. */
  public record Outcome(int status, String output) {}

  /** Runs a command beside the service and waits for its end; what it prints is kept in a file. */
  public static Outcome command(Path folder, String... words) throws IOException {
    Path own = Files.createTempDirectory(folder, "command");
    try (GatewayProcess command = launch(own, 0, 0, List.of(words))) {
      command.await(START_PATIENCE);
      return new Outcome(command.process.exitValue(), command.log());
    }
  }

  /** A place in the vendor APIs. */
  public URI api(String path) {
    return URI.create("http://" + address + ":" + apiPort + path);
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
      return ChildJava.said(Files.readString(log(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes an API key while the service runs, and waits until it counts.
   *
   * @param app whose people it opens
   * @param number the appid of youtu callers
   */
  public Caller key(String app, String number) {
    Path data = data(folder);
    KeyStore keys =
        KeyStore.open(
            KeysConfig.at(data, data.resolveSibling("data-master.key")), Clock.systemUTC());
    ApiKey key =
        keys.create(
            new KeyTerms(app, number, Set.of(), Set.of(), Allowance.UNLIMITED, "a test's"));
    String token =
        "/oauth/2.0/token?grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(key.id(), key.secret().reveal());
    HttpRequest request = HttpRequest.newBuilder(api(token)).build();
    HttpClient client = HttpClient.newHttpClient();
    Await.until(Duration.ofSeconds(10), () -> ready(client, request), "the key counts");
    return new Caller(app, number, key.id(), key.secret().reveal());
  }

  /** Its own certificate authority, if it serves TLS. */
  public Path authority() {
    return data(folder).resolve("tls").resolve("authority.pem");
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static Path data(Path folder) {
    return folder.resolve("data");
  }

  private static Path log(Path folder) {
    return folder.resolve("gateway.log");
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
