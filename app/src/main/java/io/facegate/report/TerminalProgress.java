package io.facegate.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One line of a terminal that counts pictures, and is gone in the end. */
public final class TerminalProgress implements Progress {
  private static final long BETWEEN_NANOS = 200_000_000;
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private final PrintStream terminal;
  private long lastNanos = System.nanoTime() - BETWEEN_NANOS;

  TerminalProgress(PrintStream terminal) {
    this.terminal = terminal;
  }

  /** Progress on standard error if that is a terminal; otherwise none. */
  public static Progress ofStandardError() {
    return isTerminal() ? new TerminalProgress(System.err) : Progress.NONE;
  }

  /**
   * Whether standard error is a terminal. The console of the platform asks about input and output,
   * and knows nothing of this one.
   */
  public static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException unknown) {
      return false;
    }
  }

  @Override
  public void at(int done, int all) {
    long now = System.nanoTime();
    if (done == all) {
      terminal.print("\r\u001b[K");
    } else if (now - lastNanos >= BETWEEN_NANOS) {
      lastNanos = now;
      terminal.printf("\r%d of %d pictures", done, all);
    }
    terminal.flush();
  }
}
