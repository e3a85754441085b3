package io.facegate.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pauses between starts that fail one after another: none at first, then longer and longer. The
 * number of failures lies in the folder that systemd keeps while it starts the service again, and
 * no longer ({@code RuntimeDirectoryPreserve=restart}); without that folder there are no pauses.
 */
public final class StartPauses {
  /* RestartSec= of the unit comes on top. systemd can do this by itself from version 254 on
     (RestartSteps=); Debian 12 has 252. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8),
          Duration.ofSeconds(16),
          Duration.ofSeconds(28));
  private static final String NAME = "failed-starts";

  private final Optional<Path> file;

  private StartPauses(Optional<Path> file) {
    this.file = file;
  }

  /** The pauses of whatever manager of services the environment of this process names, if any. */
  public static StartPauses of(Map<String, String> environment) {
    return new StartPauses(
        Optional.ofNullable(environment.get("RUNTIME_DIRECTORY"))
            .map(folders -> folders.split(":", -1)[0])
            .filter(folder -> !folder.isBlank() && environment.containsKey("NOTIFY_SOCKET"))
            .map(folder -> Path.of(folder, NAME)));
  }

  /** Counts a start that failed, and returns how long to wait before the process ends. */
  public Duration afterFailure() {
    if (file.isEmpty()) {
      return Duration.ZERO;
    }
    try {
      int failures = failures(file.get());
      Files.writeString(file.get(), Integer.toString(failures + 1));
      return PAUSES.get(Math.min(failures, PAUSES.size() - 1));
    } catch (IOException unknown) {
      return PAUSES.getLast();
    }
  }

  private static int failures(Path file) throws IOException {
    try {
      return Math.clamp(Long.parseLong(Files.readString(file).strip()), 0, PAUSES.size());
    } catch (NoSuchFileException none) {
      return 0;
    } catch (NumberFormatException broken) {
      return PAUSES.size();
    }
  }

  /** Counts from the beginning: a start succeeded. */
  public void forget() {
    file.ifPresent(
        counted -> {
          try {
            Files.deleteIfExists(counted);
          } catch (IOException e) {
            System.getLogger(StartPauses.class.getName())
                .log(System.Logger.Level.DEBUG, "failed starts stay counted", e);
          }
        });
  }
}
