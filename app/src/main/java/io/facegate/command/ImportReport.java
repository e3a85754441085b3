package io.facegate.command;

import io.facegate.core.PhotoEnrollment.Outcome;
import io.facegate.core.PhotoEnrollment.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of each row of an import: a table in a file, the refused ones on the terminal.
 * Without {@link #finish} or {@link #breakOff} there is no table.
 */
final class ImportReport implements AutoCloseable {
  private final CommandContext context;
  private final @Nullable PrivateFile file;
  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

  ImportReport(CommandContext context, @Nullable Path file) throws IOException {
    this.context = context;
    this.file = file == null ? null : PrivateFile.create(file);
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
    if (file != null) {
      String row = cells.stream().map(ImportReport::quoted).collect(Collectors.joining(","));
      file.out().write((row + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? cell : '"' + cell.replace("\"", "\"\"").replace('\n', ' ') + '"';
  }

  /** Says how many there are of each outcome. */
  ExitCode finish() throws IOException {
    tell();
    if (file != null) {
      file.finish();
    }
    boolean refused = counts.keySet().stream().anyMatch(ImportReport::isRefused);
    return refused ? ExitCode.FAULTS : ExitCode.DONE;
  }

  private void tell() {
    counts.forEach((outcome, count) -> context.say("gallery.count", count, word(outcome)));
  }

  /**
   * Says what was done when the import could not go on, and keeps the table, if it has rows: its
   * last one tells why it ends.
   *
   * @param dry whether nothing was to be kept
   */
  void breakOff(Throwable why, boolean dry) {
    tell();
    int enrolled = counts.getOrDefault(Outcome.ENROLLED, 0);
    context.err().println(
        dry || enrolled == 0
            ? context.messages().text("gallery.brokenOff.before")
            : context.messages().text("gallery.brokenOff.after", enrolled));
    if (file == null || counts.isEmpty()) {
      return;
    }
    try {
      line(List.of("", "", "", "broken off", Failures.reason(why), ""));
      file.finish();
    } catch (IOException full) {
      why.addSuppressed(full);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
