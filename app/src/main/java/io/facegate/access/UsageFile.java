package io.facegate.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts on disk: a line with the version, then one for each key. */
final class UsageFile {
  private static final String HEADING = "facegate-usage-1";
  private static final long BYTES_MAX = 1 << 20;

  private final Path file;

  UsageFile(Path file) {
    this.file = file;
  }

  /**
   * Reads all counts; none when there is no file.
   *
   * @throws KeyStoreException when it is damaged
   */
  Map<String, Usage> read() {
    Map<String, Usage> usages = new HashMap<>();
    try {
      if (!Files.exists(file)) {
        return usages;
      }
      if (Files.size(file) > BYTES_MAX) {
        throw new KeyStoreException(file + " is damaged: too large");
      }
      List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
      if (lines.isEmpty() || !lines.getFirst().equals(HEADING)) {
        throw new KeyStoreException(file + " is damaged, or of another version");
      }
      for (String line : lines.subList(1, lines.size())) {
        String[] parts = line.split(" ");
        Usage usage =
            new Usage(
                LocalDate.parse(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
        usages.put(parts[0], usage);
      }
      return usages;
    } catch (IOException | DateTimeException | IllegalArgumentException
        | IndexOutOfBoundsException fault) {
      throw new KeyStoreException(file + " cannot be read", fault);
    }
  }

  void write(Map<String, Usage> usages) throws IOException {
    StringBuilder text = new StringBuilder(HEADING).append('\n');
    new TreeMap<>(usages)
        .forEach(
            (id, usage) ->
                text.append("%s %s %d %d\n".formatted(
                    id, usage.day(), usage.onDay(), usage.total())));
    AtomicFile.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
