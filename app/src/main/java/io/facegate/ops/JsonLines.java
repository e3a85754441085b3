package io.facegate.ops;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Log lines for machines: one JSON object a line (RFC 8259). */
final class JsonLines extends Formatter {
  @Override
  public String format(LogRecord entry) {
    StringBuilder line = new StringBuilder("{");
    field(line, "time", entry.getInstant().toString());
    field(line, "level", TextLines.levelName(entry));
    field(line, "logger", entry.getLoggerName() == null ? "" : entry.getLoggerName());
    field(line, "thread", Long.toString(entry.getLongThreadID()));
    field(line, "message", formatMessage(entry));
    if (entry.getThrown() != null) {
      field(line, "trace", TextLines.trace(entry));
    }
    return line.append("}").append(System.lineSeparator()).toString();
  }

  private static void field(StringBuilder line, String name, String value) {
    if (line.length() > 1) {
      line.append(',');
    }
    line.append('"').append(name).append("\":\"");
    for (int i = 0; i < value.length(); i++) {
      escape(line, value.charAt(i));
    }
    line.append('"');
  }

  private static void escape(StringBuilder line, char letter) {
    switch (letter) {
      case '"' -> line.append("\\\"");
      case '\\' -> line.append("\\\\");
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (letter < ' ') {
          line.append("\\u%04x".formatted((int) letter));
        } else {
          line.append(letter);
        }
      }
    }
  }
}
