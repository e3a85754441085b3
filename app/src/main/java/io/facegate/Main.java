package io.facegate;

import io.facegate.command.Commands;
import io.facegate.command.Terminal;
import io.facegate.config.GatewayConfig;
import io.facegate.core.FaceService;
import io.facegate.ops.Logs;
import io.facegate.ops.ServiceNotifier;
import io.facegate.ops.StartPauses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Does what the command line says: starts the service, and stops it in order when asked. */
public final class Main {
  private static final int FAILED = 1;
  private static final Duration STOP_MAX = Duration.ofMillis(4500);

  private Main() {}

  /** Runs until the process is told to stop, or until what was asked for is done. */
  public static void main(String[] args) {
    Logs.prepare();
    AtomicBoolean serving = new AtomicBoolean();
    Commands commands =
        new Commands(
            System.getenv(),
            Terminal.out(),
            Terminal.err(),
            version(),
            (config, file) -> {
              serve(config, file);
              serving.set(true);
            },
            brokerPort -> {
              Demonstration.run(Main::start, brokerPort);
              serving.set(true);
            });
    int status = commands.run(List.of(args));
    if (!serving.get()) {
      pause(status);
      System.exit(status);
    }
  }

  /* Under a manager of services, that what a start lacks gets time to come. */
  private static void pause(int status) {
    if (status != FAILED) {
      return;
    }
    Duration pause = StartPauses.of(System.getenv()).afterFailure();
    if (pause.isPositive()) {
      try (ServiceNotifier notifier = ServiceNotifier.of(System.getenv())) {
        notifier.failed(pause);
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /* As a service of the machine: its manager is told, and SIGHUP reads the configuration again. */
  private static void serve(GatewayConfig config, Path file) throws Exception {
    ServiceNotifier notifier = ServiceNotifier.of(System.getenv());
    Succession gateway = begin(config, faces -> {}, () -> leave(notifier), () -> {});
    Reloader reloader = new Reloader(file, System.getenv(), config, gateway, notifier);
    HangUp.runs(reloader::reload);
    notifier.ready(gateway.status());
    StartPauses.of(System.getenv()).forget();
    notifier.watch(gateway.vitals(), gateway::status);
  }

  private static void leave(ServiceNotifier notifier) {
    notifier.stopping();
    notifier.close();
  }

  /**
   * Starts the service and keeps it until the process ends.
   *
   * @param before done with the use cases before the first camera runs
   * @param after done once everything else has stopped
   */
  static void start(GatewayConfig config, Consumer<FaceService> before, Runnable after)
      throws Exception {
    begin(config, before, () -> {}, after);
  }

  private static Succession begin(
      GatewayConfig config, Consumer<FaceService> before, Runnable stopping, Runnable after)
      throws Exception {
    Logs.configure(config.log());
    long beganNanos = System.nanoTime();
    Succession gateway = Succession.start(config, before);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway, stopping, after), "stop"));
    long tookMs = Duration.ofNanos(System.nanoTime() - beganNanos).toMillis();
    log().log(
        System.Logger.Level.INFO,
        "facegate {0} is up after {1} ms: {2}",
        version(),
        Long.toString(tookMs),
        gateway.summary());
    return gateway;
  }

  private static void stop(Succession gateway, Runnable stopping, Runnable after) {
    stopping.run();
    log().log(System.Logger.Level.INFO, "facegate stops");
    Thread closing = Thread.ofPlatform().daemon().name("stop-parts").start(gateway::close);
    boolean inTime = waitFor(closing);
    after.run();
    log()
        .log(
            inTime ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
            inTime ? "facegate has stopped" : "facegate ends, though a part did not stop in time");
    Logs.close();
  }

  /* What was acknowledged is on disk; a native call that hangs must not hold up the end. */
  private static boolean waitFor(Thread closing) {
    try {
      return closing.join(STOP_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /* Not a constant: the platform picks its log manager with the first logger, after prepare(). */
  private static System.Logger log() {
    return System.getLogger(Main.class.getName());
  }

  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
