package io.facegate.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Whether standard error leads to systemd's journal: {@code JOURNAL_STREAM} names the device and
 * inode of the stream (systemd.exec(5)), which a shell may have led elsewhere since.
 */
final class JournalStream {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private JournalStream() {}

  /** Whether it does. */
  static boolean isStandardError(Map<String, String> environment) {
    return leads(environment.getOrDefault("JOURNAL_STREAM", ""), STANDARD_ERROR);
  }

  /** Whether a name of a stream is that of a file. */
  static boolean leads(String stream, Path file) {
    try {
      return !stream.isEmpty()
          && stream.equals(
              Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return false;
    }
  }
}
