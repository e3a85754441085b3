package io.facegate.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Eclipse Mosquitto as a child process, with a configuration of its own. */
public final class Mosquitto implements AutoCloseable {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/sbin/mosquitto"),
          Path.of("/usr/local/sbin/mosquitto"),
          Path.of("/usr/bin/mosquitto"));

  private final Path folder;
  private final int port;
  private Process process;

  private Mosquitto(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts a broker that asks nobody for a password. */
  public static Mosquitto open(Path folder) throws IOException {
    return start(folder, FreePort.next(), List.of("allow_anonymous true"));
  }

  /** Starts a broker with further lines of configuration for its one listener. */
  public static Mosquitto start(Path folder, int port, List<String> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("listener %d 127.0.0.1\n".formatted(port));
    lines.forEach(line -> text.append(line).append('\n'));
    text.append("persistence false\nmax_queued_messages 0\nuser ").append(user()).append('\n');
    Files.writeString(folder.resolve("mosquitto.conf"), text.toString());
    Mosquitto broker = new Mosquitto(folder, port, launch(folder));
    broker.awaitListening();
    return broker;
  }

  private static String user() {
    return System.getProperty("user.name", "root").toLowerCase(Locale.ROOT);
  }

  private static Process launch(Path folder) throws IOException {
    Path program =
        PLACES.stream()
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new AssertionError("install mosquitto: none in " + PLACES));
    return new ProcessBuilder(
            program.toString(), "-c", folder.resolve("mosquitto.conf").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private void awaitListening() {
    Await.until(
        Duration.ofSeconds(10),
        () -> {
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
          } catch (IOException e) {
            return false;
          }
        },
        "mosquitto on port " + port + ": " + log());
  }

  /** What the broker wrote. */
  public String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** The number of its process. */
  public long pid() {
    return process.pid();
  }

  /** Ends it without warning. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again, on the same port and with nothing remembered. */
  public void restart() throws IOException {
    process = launch(folder);
    awaitListening();
  }

  @Override
  public void close() {
    kill();
  }
}
