package io.facegate.ops;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Log lines for people: time, level, where from, message; a stack trace below. */
final class TextLines extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  @Override
  public String format(LogRecord entry) {
    String line =
        "%s %-7s %s: %s%n"
            .formatted(
                TIME.format(entry.getInstant()),
                levelName(entry),
                shortName(entry),
                oneLine(formatMessage(entry)));
    return line + trace(entry);
  }

  static String levelName(LogRecord entry) {
    return entry.getLevel().getName().replace("SEVERE", "ERROR").replace("FINE", "DEBUG");
  }

  static String trace(LogRecord entry) {
    if (entry.getThrown() == null) {
      return "";
    }
    StringWriter text = new StringWriter();
    entry.getThrown().printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  /* A caller's words may stand in a message; they must not be able to forge a line. */
  private static String oneLine(String message) {
    return message.replace("\r", "\\r").replace("\n", "\\n");
  }

  private static String shortName(LogRecord entry) {
    String name = entry.getLoggerName() == null ? "" : entry.getLoggerName();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
