package io.facegate.ops;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells the manager of services how this one is doing, by the protocol of sd_notify(3): datagrams
 * to the socket that {@code NOTIFY_SOCKET} names, sent through JNA. Without that variable nothing
 * happens. A telling that fails is logged, and costs nothing else.
 */
public final class ServiceNotifier implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ServiceNotifier.class.getName());
  private static final int LOOKS_PER_INTERVAL = 4;
  private static final Duration STATUS_EVERY = Duration.ofSeconds(30);
  private static final int STATUS_CHARACTERS_MAX = 1000;

  private final Optional<Wire> wire;
  private final Optional<Duration> watchdog;
  private volatile Optional<Thread> watching = Optional.empty();

  /** The C library, and a socket to the manager. */
  private record Wire(CLibrary library, UnixDatagrams manager) {}

  private ServiceNotifier(Optional<Wire> wire, Optional<Duration> watchdog) {
    this.wire = wire;
    this.watchdog = watchdog;
  }

  /** A notifier for whatever manager the environment of this process names, if any. */
  public static ServiceNotifier of(Map<String, String> environment) {
    Optional<Wire> wire =
        Optional.ofNullable(environment.get("NOTIFY_SOCKET"))
            .filter(name -> !name.isBlank())
            .flatMap(ServiceNotifier::wire);
    return new ServiceNotifier(wire, watchdog(environment));
  }

  private static Optional<Wire> wire(String name) {
    try {
      CLibrary library = CLibrary.load();
      return Optional.of(new Wire(library, new UnixDatagrams(library, name)));
    } catch (IOException | UnsatisfiedLinkError e) {
      LOG.log(System.Logger.Level.WARNING, "the manager of services cannot be told anything", e);
      return Optional.empty();
    }
  }

  private static Optional<Duration> watchdog(Map<String, String> environment) {
    String pid = environment.getOrDefault("WATCHDOG_PID", "");
    boolean ours = pid.isEmpty() || pid.equals(Long.toString(ProcessHandle.current().pid()));
    try {
      long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
      return Optional.of(Duration.ofNanos(micros * 1000)).filter(time -> ours && micros > 0);
    } catch (NumberFormatException e) {
      LOG.log(System.Logger.Level.WARNING, "WATCHDOG_USEC is not a number");
      return Optional.empty();
    }
  }

  /** The service answers, after a start or a reload. */
  public void ready(String status) {
    tell("READY=1\nSTATUS=" + line(status));
  }

  /** The service reads its configuration again; {@link #ready} ends it. */
  public void reloading() {
    wire.ifPresent(
        to -> tell("RELOADING=1\nMONOTONIC_USEC=%d".formatted(monotonicMicros(to.library))));
  }

  /** The service could not start; its process ends after a pause, and another one is started. */
  public void failed(Duration pause) {
    tell("STATUS=cannot start, the log says why; tries again in %d s".formatted(pause.toSeconds()));
  }

  /** The service begins to stop. */
  public void stopping() {
    tell("STOPPING=1\nSTATUS=stops");
  }

  /**
   * Tells from now on how the service is doing, and, if the manager asks for it, that it is alive:
   * at a quarter of the interval the manager allows, and only while every vital part is. So one
   * look that fails or is late is not yet the end.
   */
  public synchronized void watch(List<VitalCheck> checks, Supplier<String> status) {
    if (wire.isPresent() && watching.isEmpty()) {
      watching =
          Optional.of(
              Thread.ofPlatform()
                  .daemon()
                  .name("watchdog")
                  .start(() -> watchOften(new VitalChecks(checks), status)));
    }
  }

  private void watchOften(VitalChecks checks, Supplier<String> status) {
    Duration period =
        watchdog.map(interval -> interval.dividedBy(LOOKS_PER_INTERVAL)).orElse(STATUS_EVERY);
    long nextNanos = System.nanoTime();
    try {
      while (true) {
        look(checks, status);
        nextNanos = Math.max(nextNanos + period.toNanos(), System.nanoTime());
        Thread.sleep(Duration.ofNanos(nextNanos - System.nanoTime()));
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(VitalChecks checks, Supplier<String> status) throws InterruptedException {
    List<String> faults = watchdog.isPresent() ? checks.faults() : List.of();
    if (!faults.isEmpty()) {
      String words = String.join("; ", faults);
      LOG.log(System.Logger.Level.ERROR, "not alive, which the watchdog is not told: {0}", words);
      tell("STATUS=not alive: " + line(words));
      return;
    }
    String ping = watchdog.isPresent() ? "WATCHDOG=1\n" : "";
    tell(ping + "STATUS=" + line(words(status)));
  }

  private static String words(Supplier<String> status) {
    try {
      return status.get();
    } catch (RuntimeException unknown) {
      return "runs; how, cannot be told: " + unknown;
    }
  }

  private void tell(String message) {
    wire.ifPresent(to -> send(to.manager, message));
  }

  private static void send(UnixDatagrams manager, String message) {
    try {
      manager.send(message.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the manager of services was not told: {0}", e.getMessage());
    }
  }

  private static long monotonicMicros(CLibrary library) {
    long[] time = new long[2];
    try {
      library.clock_gettime(CLibrary.CLOCK_MONOTONIC, time);
    } catch (LastErrorException impossible) {
      throw new IllegalStateException(impossible);
    }
    return time[0] * 1_000_000 + time[1] / 1000;
  }

  private static String line(String words) {
    String line = words.replaceAll("\\p{Cntrl}+", " ");
    return line.substring(0, Math.min(line.length(), STATUS_CHARACTERS_MAX));
  }

  /** Stops looking; the manager hears nothing more but what is still told. */
  @Override
  public void close() {
    watching.ifPresent(Thread::interrupt);
  }
}
