package io.facegate.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How this package writes JSON: times in UTC to the millisecond, numbers rounded and finite. */
final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] bytes(ObjectNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode parse(byte[] bytes) throws IOException {
    JsonNode json = MAPPER.readTree(bytes);
    if (json instanceof ObjectNode object) {
      return object;
    }
    throw new IOException("no JSON object");
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  static double rounded(double value, int places) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("an event holds finite numbers only");
    }
    double scale = Math.pow(10, places);
    return Math.round(value * scale) / scale;
  }
}
