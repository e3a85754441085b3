package io.facegate.ops;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Writes the log to systemd's journal, each entry with its fields, by the native protocol of
 * systemd's document "Native Journal Protocol". What the journal refuses goes to another handler.
 */
final class JournalHandler extends Handler {
  /** Where the journal listens. */
  static final String SOCKET = "/run/systemd/journal/socket";

  private static final int TEXT_CHARACTERS_MAX = 20_000;

  /* Only for what the record's own message asks for. */
  private final Formatter messages = new SimpleFormatter();
  private final UnixDatagrams journal;
  private final Handler otherwise;

  JournalHandler(UnixDatagrams journal, Handler otherwise) {
    this.journal = journal;
    this.otherwise = otherwise;
  }

  @Override
  public void publish(LogRecord entry) {
    if (!isLoggable(entry)) {
      return;
    }
    try {
      journal.send(fields(entry));
    } catch (IOException refused) {
      otherwise.publish(entry);
    }
  }

  private byte[] fields(LogRecord entry) {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    field(fields, "MESSAGE", messages.formatMessage(entry));
    field(fields, "PRIORITY", Integer.toString(PriorityLines.priority(entry.getLevel())));
    field(fields, "SYSLOG_IDENTIFIER", "facegate");
    field(fields, "FACEGATE_LOGGER", entry.getLoggerName() == null ? "" : entry.getLoggerName());
    field(fields, "FACEGATE_THREAD", Long.toString(entry.getLongThreadID()));
    if (entry.getThrown() != null) {
      field(fields, "FACEGATE_TRACE", TextLines.trace(entry));
    }
    return fields.toByteArray();
  }

  /* With its length before it a value may hold anything, a line end and what looks like a field. */
  private static void field(ByteArrayOutputStream fields, String name, String text) {
    String bounded = text.substring(0, Math.min(text.length(), TEXT_CHARACTERS_MAX));
    byte[] value = bounded.getBytes(StandardCharsets.UTF_8);
    ByteBuffer length =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value.length);
    fields.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    fields.write('\n');
    fields.writeBytes(length.array());
    fields.writeBytes(value);
    fields.write('\n');
  }

  @Override
  public void flush() {
    otherwise.flush();
  }

  @Override
  public void close() {
    journal.close();
    otherwise.close();
  }
}
