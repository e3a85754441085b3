package io.facegate.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogFormatTest {
  private static final String NASTY = "a \"quote\", a \\, a\nline\r, a \t tab, \u0001 and 门";

  @Test
  void aTextLineStaysOneLine() {
    String text = new TextLines().format(entry(NASTY));
    assertEquals(1, text.lines().count());
    assertTrue(text.contains("ERROR   Here: a \"quote\""), text);
  }

  @Test
  void aJsonLineIsJson() throws Exception {
    String line = new JsonLines().format(entry(NASTY));
    assertEquals(1, line.lines().count());
    JsonNode json = new ObjectMapper().readTree(line);
    assertEquals(NASTY, json.get("message").asText());
    assertEquals("ERROR", json.get("level").asText());
    assertEquals("io.facegate.Here", json.get("logger").asText());
  }

  @Test
  void aTraceIsKept() throws Exception {
    LogRecord entry = entry("oops");
    entry.setThrown(new IllegalStateException("because"));
    String trace = new ObjectMapper().readTree(new JsonLines().format(entry)).get("trace").asText();
    assertTrue(trace.contains("IllegalStateException: because"), trace);
    assertTrue(new TextLines().format(entry).contains("IllegalStateException: because"));
  }

  private static LogRecord entry(String message) {
    LogRecord entry = new LogRecord(Level.SEVERE, message);
    entry.setLoggerName("io.facegate.Here");
    return entry;
  }
}
