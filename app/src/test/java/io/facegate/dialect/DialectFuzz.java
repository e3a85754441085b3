package io.facegate.dialect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Asks all dialects what nobody should, very often: {@code requests=1000000 seed=1 minutes=10},
 * each of which may be left out. Inputs that bring something wrong to light are written to {@code
 * target/fuzz}; then the exit status is 1.
 *
 * <p>In memory, the same seed gives the same requests; over sockets, callers run side by side.
 */
public final class DialectFuzz implements AutoCloseable {
  private static final Path OUT = Path.of("target/fuzz");
  private static final int WORKERS = 2;
  private static final double FIRST_PART = 0.25;
  private static final double MEMORY_TIME = 0.75;

  /* One exchange over a socket for so many in memory. */
  private static final int SOCKET_EACH = 20;

  private final long requests;
  private final Duration timeMax;
  private final Path folder;
  private final FuzzFindings findings = new FuzzFindings(OUT);
  private final List<FuzzWorker> workers = new ArrayList<>();
  private final FuzzRig socketRig;
  private final FuzzSockets sockets;
  private final FuzzTally tally;
  private long memoryNanos;
  private long socketNanos;

  private DialectFuzz(long requests, long seed, Duration timeMax) throws IOException {
    this.requests = requests;
    this.timeMax = timeMax;
    Path quick = Path.of("/dev/shm");
    this.folder =
        Files.isWritable(quick)
            ? Files.createTempDirectory(quick, "fuzz")
            : Files.createTempDirectory("fuzz");
    FuzzSeeds corpora = FuzzSeeds.corpora();
    this.socketRig = new FuzzRig(folder.resolve("sockets"), 5);
    this.tally = new FuzzTally(socketRig.service());
    for (int i = 0; i < WORKERS; i++) {
      Path own = folder.resolve("worker" + i);
      workers.add(new FuzzWorker(own, corpora, seed * 1_000_003 + i, tally, findings));
    }
    this.sockets = new FuzzSockets(socketRig, corpora, seed * 1_000_033, findings);
  }

  /** Runs; ends the process with 1 when anything was found. */
  public static void main(String[] arguments) throws Exception {
    Map<String, Long> given = new HashMap<>(Map.of("requests", 1_000_000L, "seed", 1L));
    for (String argument : arguments) {
      String[] parts = argument.split("=");
      given.put(parts[0], Long.parseLong(parts[1]));
    }
    Duration timeMax = Duration.ofMinutes(given.getOrDefault("minutes", 10L));
    clear(OUT);
    boolean clean;
    try (DialectFuzz fuzz = new DialectFuzz(given.get("requests"), given.get("seed"), timeMax)) {
      clean = fuzz.run();
    }
    System.exit(clean ? 0 : 1);
  }

  private boolean run() throws Exception {
    long start = System.nanoTime();
    part(FIRST_PART, start, 0);
    FuzzFootprint early = FuzzFootprint.now();
    part(1 - FIRST_PART, start, FIRST_PART);
    FuzzFootprint late = FuzzFootprint.now();
    workers.forEach(FuzzWorker::reopen);
    tally.write(OUT.resolve("rare"));
    for (String leak : late.leaksSince(early)) {
      findings.add("leak", leak, new byte[0]);
    }
    return report(early, late);
  }

  /** A share of the requests, in a share of the time. */
  private void part(double share, long start, double before) throws Exception {
    double memoryEnd = before + share * MEMORY_TIME;
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (FuzzWorker worker : workers) {
        long count = Math.round(requests * share / WORKERS);
        running.add(threads.submit(() -> worker.run(count, deadline(start, memoryEnd))));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    long between = System.nanoTime();
    memoryNanos += between - began;
    sockets.run(Math.round(requests * share / SOCKET_EACH), deadline(start, before + share));
    socketNanos += System.nanoTime() - between;
  }

  private long deadline(long start, double share) {
    return start + Math.round(timeMax.toNanos() * share);
  }

  private boolean report(FuzzFootprint early, FuzzFootprint late) {
    long done = workers.stream().mapToLong(FuzzWorker::done).sum();
    System.out.println(tally.table());
    System.out.printf(
        "in memory: %d of %d requests, %.0f a second%n",
        done, requests, 1e9 * done / Math.max(1, memoryNanos));
    workers.forEach(worker -> System.out.println(worker.credentials()));
    System.out.printf(
        "%s, %.0f a second%n",
        sockets.report(), 1e9 * sockets.exchanges() / Math.max(1, socketNanos));
    System.out.printf("after a quarter: %s%nat the end:      %s%n", early, late);
    findings.counts().forEach((kind, count) -> System.out.printf("FOUND %6d %s%n", count, kind));
    System.out.println(
        findings.counts().isEmpty() ? "nothing found" : "inputs are in app/" + OUT);
    return findings.counts().isEmpty();
  }

  @Override
  public void close() throws IOException {
    workers.forEach(FuzzWorker::close);
    sockets.close();
    socketRig.close();
    findings.close();
    clear(folder);
  }

  private static void clear(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
