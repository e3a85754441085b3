package io.facegate.command;

import io.facegate.pack.DownloadProgress;
import java.io.PrintStream;

/** A bar on a terminal; elsewhere a line at each quarter. */
final class DownloadBar implements DownloadProgress {
  private static final int CELLS = 30;
  private static final int QUARTERS = 4;
  private static final long BETWEEN_NANOS = 100_000_000;

  private final PrintStream stream;
  private final boolean terminal;
  private String file = "";
  private long startBytes;
  private long startNanos;
  private long lastNanos;
  private long quarter;

  DownloadBar(PrintStream stream, boolean terminal) {
    this.stream = stream;
    this.terminal = terminal;
  }

  @Override
  public void at(String name, long bytes, long of) {
    long now = System.nanoTime();
    if (!name.equals(file)) {
      file = name;
      startBytes = bytes;
      startNanos = now;
      lastNanos = now - BETWEEN_NANOS;
      quarter = QUARTERS * bytes / of;
    }
    if (terminal) {
      bar(bytes, of, now);
    } else if (QUARTERS * bytes / of > quarter) {
      quarter = QUARTERS * bytes / of;
      stream.printf(
          "%s: %s / %s%n", name, PackWords.bytes(bytes), PackWords.bytes(of));
    }
  }

  private void bar(long bytes, long of, long now) {
    boolean whole = bytes == of;
    if (!whole && now - lastNanos < BETWEEN_NANOS) {
      return;
    }
    lastNanos = now;
    int full = (int) (CELLS * bytes / of);
    double seconds = Math.max(1e-3, (now - startNanos) / 1e9);
    stream.print(
        "\r\u001b[K%s [%s%s] %d %% of %s, %s/s%s"
            .formatted(
                file,
                "#".repeat(full),
                " ".repeat(CELLS - full),
                100 * bytes / of,
                PackWords.bytes(of),
                PackWords.bytes((long) ((bytes - startBytes) / seconds)),
                whole ? System.lineSeparator() : ""));
    stream.flush();
  }
}
