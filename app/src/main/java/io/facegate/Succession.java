package io.facegate;

import io.facegate.config.GatewayConfig;
import io.facegate.core.FaceService;
import io.facegate.ops.VitalCheck;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The gateway that runs, and the one that takes its place when another embedder is ready. */
final class Succession implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Succession.class.getName());
  private static final int FAILED = 1;

  private GatewayConfig config;
  private Gateway gateway;
  private boolean closed;

  private Succession(GatewayConfig config, Consumer<FaceService> before) throws IOException {
    this.config = config;
    this.gateway = Gateway.start(config, before, this::replaceSoon);
  }

  /** Starts the first. */
  static Succession start(GatewayConfig config, Consumer<FaceService> before)
      throws IOException {
    return new Succession(config, before);
  }

  /** What runs where, in a line. */
  synchronized String summary() {
    return gateway.summary();
  }

  /** How it goes, in a line. */
  synchronized String status() {
    return gateway.status();
  }

  /** What must come back and be well for the service to count as alive, whichever one runs. */
  synchronized List<VitalCheck> vitals() {
    return gateway.vitals().stream()
        .map(
            check ->
                new VitalCheck(
                    check.name(), check.timeMax(), () -> now(check.name()).probe().fault()))
        .toList();
  }

  private synchronized VitalCheck now(String name) {
    return gateway.vitals().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Takes over what may change while the service runs; who comes after has it, too.
   *
   * @return what was done, in words
   */
  synchronized List<String> adopt(GatewayConfig other) {
    config = config.taking(other);
    return gateway.adopt(config);
  }

  /* On a thread of its own: whoever asks is a part of the gateway that is closed. Not a daemon's:
     between one gateway and the next nothing else would keep the process. */
  private void replaceSoon() {
    Thread.ofPlatform().name("replace").daemon(false).start(this::replace);
  }

  private void replace() {
    if (!isReplaced()) {
      /* Better no process, which systemd starts again, than one that serves nobody. */
      System.exit(FAILED);
    }
  }

  private synchronized boolean isReplaced() {
    if (closed) {
      return true;
    }
    try {
      gateway.close();
      gateway = Gateway.start(config, faces -> {}, this::replaceSoon);
      LOG.log(System.Logger.Level.INFO, "facegate goes on: {0}", gateway.summary());
      return true;
    } catch (IOException | RuntimeException failed) {
      LOG.log(System.Logger.Level.ERROR, "facegate cannot go on", failed);
      return false;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    gateway.close();
  }
}
