package io.facegate.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.testing.DatagramInbox;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as systemd's journal takes it. */
class JournalTest {
  private final String name = "@facegate-journal-" + UUID.randomUUID();
  private final List<LogRecord> kept = new ArrayList<>();

  @Test
  void anEntryHasFields() throws Exception {
    LogRecord entry = new LogRecord(Level.WARNING, "camera {0} fails\nPRIORITY=0");
    entry.setParameters(new Object[] {"门"});
    entry.setLoggerName("io.facegate.camera.Here");
    entry.setThrown(new IllegalStateException("because"));
    try (DatagramInbox journal = new DatagramInbox(name)) {
      JournalHandler handler = handler();
      handler.publish(entry);
      Map<String, String> fields = fields(journal.poll().orElseThrow());
      assertEquals("camera 门 fails\nPRIORITY=0", fields.get("MESSAGE"));
      assertEquals("4", fields.get("PRIORITY"));
      assertEquals("facegate", fields.get("SYSLOG_IDENTIFIER"));
      assertEquals("io.facegate.camera.Here", fields.get("FACEGATE_LOGGER"));
      assertTrue(fields.get("FACEGATE_TRACE").contains("IllegalStateException: because"));
      handler.publish(new LogRecord(Level.INFO, "x".repeat(1 << 20)));
      assertEquals(20_000, fields(journal.poll().orElseThrow()).get("MESSAGE").length());
      assertEquals(List.of(), kept);
      handler.close();
    }
  }

  @Test
  void whatTheJournalRefusesIsNotLost() throws Exception {
    JournalHandler handler = handler();
    handler.publish(new LogRecord(Level.INFO, "nobody listens"));
    handler.close();
    handler.publish(new LogRecord(Level.INFO, "closed"));
    assertEquals(2, kept.size());
  }

  @Test
  void everyLineOfAStreamHasItsPriority() {
    LogRecord entry = new LogRecord(Level.SEVERE, "oops");
    entry.setThrown(new IllegalStateException("because"));
    String lines = new PriorityLines(new TextLines()).format(entry);
    assertTrue(lines.lines().count() > 2);
    assertTrue(lines.lines().allMatch(line -> line.startsWith("<3>")), lines);
    assertEquals(6, PriorityLines.priority(Level.INFO));
    assertEquals(7, PriorityLines.priority(Level.FINE));
  }

  @Test
  void aStreamIsKnownByItsDeviceAndInode(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("stream"), "");
    String stream =
        Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino");
    assertTrue(JournalStream.leads(stream, file));
    assertFalse(JournalStream.leads(stream, folder));
    assertFalse(JournalStream.leads("", file));
    assertFalse(JournalStream.leads(stream, folder.resolve("absent")));
    assertFalse(JournalStream.isStandardError(Map.of()));
  }

  private JournalHandler handler() throws Exception {
    Handler keeper =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            kept.add(entry);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    return new JournalHandler(new UnixDatagrams(CLibrary.load(), name), keeper);
  }

  private static Map<String, String> fields(byte[] datagram) {
    ByteBuffer bytes = ByteBuffer.wrap(datagram).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, String> fields = new LinkedHashMap<>();
    while (bytes.hasRemaining()) {
      StringBuilder name = new StringBuilder();
      for (byte letter = bytes.get(); letter != '\n'; letter = bytes.get()) {
        name.append((char) letter);
      }
      byte[] value = new byte[(int) bytes.getLong()];
      bytes.get(value);
      assertEquals('\n', bytes.get());
      fields.put(name.toString(), new String(value, StandardCharsets.UTF_8));
    }
    return fields;
  }
}
