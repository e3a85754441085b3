package io.facegate.ops;

import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/** Log lines that begin with their priority, as the journal reads a stream (sd-daemon(3)). */
final class PriorityLines extends Formatter {
  private static final int ERROR = 3;
  private static final int WARNING = 4;
  private static final int INFO = 6;
  private static final int DEBUG = 7;

  private final Formatter lines;

  PriorityLines(Formatter lines) {
    this.lines = lines;
  }

  @Override
  public String format(LogRecord entry) {
    String prefix = "<" + priority(entry.getLevel()) + ">";
    return lines
        .format(entry)
        .lines()
        .map(line -> prefix + line + System.lineSeparator())
        .collect(Collectors.joining());
  }

  /** The priority of syslog(3) for a level. */
  static int priority(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return ERROR;
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return WARNING;
    }
    return level.intValue() >= Level.INFO.intValue() ? INFO : DEBUG;
  }
}
