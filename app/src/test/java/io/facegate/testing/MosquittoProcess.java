package io.facegate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real mosquitto broker on loopback, as a process of its own. */
public final class MosquittoProcess implements AutoCloseable {
  private static final List<String> PLACES =
      List.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto");

  private final Process process;
  private final int port;

  private MosquittoProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a broker on a port; whoever is on this machine may use it. */
  public static MosquittoProcess start(Path folder, int port) {
    String program =
        PLACES.stream()
            .filter(place -> Files.isExecutable(Path.of(place)))
            .findFirst()
            .orElseThrow(() -> new AssertionError("this test needs mosquitto"));
    try {
      Path config =
          Files.writeString(
              folder.resolve("mosquitto.conf"),
              "listener %d 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\n"
                  .formatted(port));
      Process process =
          new ProcessBuilder(program, "-c", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("mosquitto.log").toFile())
              .start();
      MosquittoProcess broker = new MosquittoProcess(process, port);
      Await.until(Duration.ofSeconds(10), broker::answers, "mosquitto listens");
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
