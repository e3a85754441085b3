package io.facegate.dialect;

import io.facegate.core.FaceService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts answers by dialect, and keeps an example of each kind. */
final class FuzzTally {
  private static final int EXAMPLE_BYTES_MAX = 2 << 10;
  private static final int RARE = 40;

  private final Map<String, Row> rows = new TreeMap<>();
  private final Map<String, Kind> kinds = new TreeMap<>();
  private final Map<String, Long> outcomes = new TreeMap<>();
  private final Map<String, Integer> operationsOf = new TreeMap<>();

  /** What is known of one dialect. */
  private static final class Row {
    private long requests;
    private long succeeded;
    private long slowestNanos;
    private final Set<String> reached = new TreeSet<>();
    private final Set<String> done = new TreeSet<>();
    private final Set<String> codes = new TreeSet<>();
  }

  /** Answers alike, and the first request that got one. */
  private static final class Kind {
    private long count;
    private final byte[] example;

    Kind(byte[] example) {
      this.example = example;
    }
  }

  FuzzTally(FaceService service) {
    FuzzRig.dialects()
        .forEach(
            dialect -> operationsOf.put(dialect.id(), dialect.operations(service).size()));
  }

  synchronized void count(FuzzRequest request, Answer answer, FuzzRig.Heard heard) {
    Row row = rows.computeIfAbsent(heard.dialect(), dialect -> new Row());
    String code = CorpusCase.code(answer.json()).asText();
    row.requests++;
    row.codes.add(code);
    row.slowestNanos = Math.max(row.slowestNanos, heard.took().toNanos());
    if (!heard.operation().equals("unknown")) {
      row.reached.add(heard.operation());
    }
    if (heard.outcome().equals("OK")) {
      row.succeeded++;
      row.done.add(heard.operation());
    }
    outcomes.merge(heard.outcome(), 1L, Long::sum);
    kinds.computeIfAbsent(kind(heard, code), kind -> new Kind(example(request))).count++;
  }

  static String kind(FuzzRig.Heard heard, String code) {
    return "%s %s %s %s".formatted(heard.dialect(), heard.operation(), heard.outcome(), code)
        .strip();
  }

  synchronized String table() {
    StringBuilder table =
        new StringBuilder(
            "%-9s %10s %13s %13s %6s %10s %11s%n"
                .formatted("dialect", "requests", "ops reached", "ops succeeded", "codes",
                    "successes", "slowest ms"));
    rows.forEach(
        (dialect, row) ->
            table.append(
                "%-9s %10d %13s %13s %6d %9.1f%% %11d%n"
                    .formatted(
                        dialect,
                        row.requests,
                        row.reached.size() + "/" + operationsOf.get(dialect),
                        row.done.size() + "/" + operationsOf.get(dialect),
                        row.codes.size(),
                        100.0 * row.succeeded / row.requests,
                        Duration.ofNanos(row.slowestNanos).toMillis())));
    return table.append("outcomes: ").append(outcomes).append('\n').toString();
  }

  /** Writes how often each kind of answer came, and examples of those that came least. */
  synchronized void write(Path folder) {
    try {
      Files.createDirectories(folder);
      StringBuilder counts = new StringBuilder();
      kinds.forEach((kind, known) -> counts.append(known.count + " " + kind + "\n"));
      Files.writeString(folder.resolve("counts.txt"), counts);
      for (Map.Entry<String, Kind> one :
          kinds.entrySet().stream()
              .filter(entry -> entry.getValue().example.length > 0)
              .sorted(Comparator.comparingLong(entry -> entry.getValue().count))
              .limit(RARE)
              .toList()) {
        String name = one.getKey().replaceAll("[^A-Za-z0-9-]+", "_") + ".http";
        Files.write(folder.resolve(name), one.getValue().example);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static byte[] example(FuzzRequest request) {
    return request.body().length() > EXAMPLE_BYTES_MAX ? new byte[0] : request.wire();
  }
}
