package io.facegate.command;

import io.facegate.core.PhotoEnrollment.Outcome;
import io.facegate.core.PhotoEnrollment.Result;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of each row of an import: a table in a file, the refused ones on the terminal. */
final class ImportReport implements AutoCloseable {
  private final CommandContext context;
  private final @Nullable BufferedWriter table;
  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

  ImportReport(CommandContext context, @Nullable Path file) throws IOException {
    this.context = context;
    this.table = file == null ? null : Files.newBufferedWriter(file);
    line(List.of("file", "group", "person", "outcome", "detail", "token"));
  }

  void add(String name, String group, String person, Result result) throws IOException {
    counts.merge(result.outcome(), 1, Integer::sum);
    String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
    line(List.of(name, group, person, outcome, result.detail(), result.token()));
    if (isRefused(result.outcome())) {
      context
          .err()
          .println(
              name
                  + ": "
                  + word(result.outcome())
                  + (result.detail().isEmpty() ? "" : " (" + result.detail() + ")"));
    }
  }

  private static boolean isRefused(Outcome outcome) {
    return outcome != Outcome.ENROLLED && outcome != Outcome.ALREADY;
  }

  private String word(Outcome outcome) {
    return context
        .messages()
        .text(
            switch (outcome) {
              case ENROLLED -> "gallery.outcome.enrolled";
              case ALREADY -> "gallery.outcome.already";
              case NO_FACE -> "gallery.outcome.noFace";
              case SEVERAL_FACES -> "gallery.outcome.severalFaces";
              case TOO_SMALL -> "gallery.outcome.tooSmall";
              case POOR_QUALITY -> "gallery.outcome.poorQuality";
              case OTHER_PERSON -> "gallery.outcome.otherPerson";
              case UNREADABLE -> "gallery.outcome.unreadable";
              case REFUSED -> "gallery.outcome.refused";
            });
  }

  private void line(List<String> cells) throws IOException {
    Writer to = table;
    if (to != null) {
      to.write(cells.stream().map(ImportReport::quoted).collect(Collectors.joining(",")) + "\n");
    }
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? cell : '"' + cell.replace("\"", "\"\"").replace('\n', ' ') + '"';
  }

  /** Says how many there are of each outcome. */
  ExitCode finish() {
    counts.forEach((outcome, count) -> context.say("gallery.count", count, word(outcome)));
    boolean refused = counts.keySet().stream().anyMatch(ImportReport::isRefused);
    return refused ? ExitCode.FAULTS : ExitCode.DONE;
  }

  @Override
  public void close() throws IOException {
    if (table != null) {
      table.close();
    }
  }
}
