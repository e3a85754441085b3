package io.facegate;

import io.facegate.access.KeyStoreException;
import io.facegate.access.tls.TlsException;
import io.facegate.config.ConfigException;
import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import io.facegate.core.FaceService;
import io.facegate.ops.Logs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The command line: starts the service, and stops it in order when the system asks. */
public final class Main {
  private static final String USAGE =
      """
      facegate: a face-recognition appliance for camera gateways

        facegate --config FILE    runs the service as FILE says
        facegate --demo           runs a demonstration that needs no hardware
        facegate --check FILE     reports every problem of a configuration
        facegate --version

      """
          + OperatorCommands.USAGE
          + "\n"
          + ReportCommands.USAGE;
  private static final int WRONG_USE = 64;
  private static final int WRONG_CONFIG = 78;
  private static final int FAILED = 1;
  private static final Duration STOP_MAX = Duration.ofMillis(4500);

  private Main() {}

  /** Runs until the process is told to stop; exits with sysexits.h's codes when it cannot. */
  public static void main(String[] args) {
    Logs.prepare();
    int status = run(List.of(args));
    if (status != 0) {
      System.exit(status);
    }
  }

  private static int run(List<String> args) {
    if (args.size() == 2 && args.getFirst().equals("--config")) {
      return serve(Path.of(args.getLast()));
    }
    if (args.size() == 2 && args.getFirst().equals("--check")) {
      return check(Path.of(args.getLast()));
    }
    if (args.equals(List.of("--demo"))) {
      return demonstrate();
    }
    if (args.equals(List.of("--version"))) {
      System.out.println("facegate " + version());
      return 0;
    }
    if (OperatorCommands.include(args) && !args.contains("--help")) {
      return operate(args);
    }
    if (ReportCommands.include(args) && !args.contains("--help")) {
      return new ReportCommands(System.getenv()).run(args);
    }
    if (args.contains("--help")) {
      System.out.print(USAGE);
      return 0;
    }
    System.err.print(USAGE);
    return WRONG_USE;
  }

  private static int serve(Path file) {
    return guarded(() -> start(reader().read(file), faces -> {}, () -> {}));
  }

  private static int check(Path file) {
    return guarded(
        () -> {
          reader().read(file);
          System.out.println(file + " has no problems");
        });
  }

  private static int operate(List<String> words) {
    try {
      System.out.print(new OperatorCommands(System.getenv()).run(words));
      return 0;
    } catch (IllegalArgumentException nonsense) {
      System.err.println(nonsense.getMessage());
      return WRONG_USE;
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      return WRONG_CONFIG;
    } catch (IOException | KeyStoreException | TlsException e) {
      System.err.println(reason(e));
      return FAILED;
    }
  }

  private static GatewayConfigReader reader() {
    return new GatewayConfigReader(System.getenv());
  }

  private static int demonstrate() {
    return guarded(() -> Demonstration.run(Main::start));
  }

  /**
   * Starts the service and keeps it until the process ends.
   *
   * @param before done with the use cases before the first camera runs
   * @param after done once everything else has stopped
   */
  static void start(GatewayConfig config, Consumer<FaceService> before, Runnable after)
      throws Exception {
    Logs.configure(config.log());
    long beganNanos = System.nanoTime();
    Gateway gateway = Gateway.start(config, before);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway, after), "stop"));
    long tookMs = Duration.ofNanos(System.nanoTime() - beganNanos).toMillis();
    log().log(
        System.Logger.Level.INFO,
        "facegate {0} is up after {1} ms: {2}",
        version(),
        Long.toString(tookMs),
        gateway.summary());
  }

  private static void stop(Gateway gateway, Runnable after) {
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

  private static int guarded(Work work) {
    try {
      work.run();
      return 0;
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      return WRONG_CONFIG;
    } catch (Exception e) {
      System.err.println("facegate cannot start: " + reason(e));
      log().log(System.Logger.Level.DEBUG, "why it cannot start", e);
      return FAILED;
    } catch (Error e) {
      /* Threads of libraries may run already; the process must not linger half alive. */
      log().log(System.Logger.Level.ERROR, "facegate cannot start", e);
      return FAILED;
    }
  }

  /** What went wrong, and why, in one line. */
  static String reason(Throwable failure) {
    StringBuilder words = new StringBuilder(String.valueOf(failure.getMessage()));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (!words.toString().contains(message)) {
        words.append(": ").append(message);
      }
    }
    return words.toString();
  }

  /* Not a constant: the platform picks its log manager with the first logger, after prepare(). */
  private static System.Logger log() {
    return System.getLogger(Main.class.getName());
  }

  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  /** Something that may fail. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }
}
