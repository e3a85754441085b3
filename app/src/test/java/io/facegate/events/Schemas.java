package io.facegate.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/** Holds messages against the schemas in the resources. */
public final class Schemas {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Schemas() {}

  /** Reads a message after checking it; {@code name} is event, status or camera-state. */
  public static JsonNode check(String name, byte[] message) {
    String text = new String(message, UTF_8);
    Set<String> faults = faults(name, text);
    assertEquals(Set.of(), faults, () -> name + " " + text);
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a message. */
  public static Set<String> faults(String name, String message) {
    return schema(name)
        .validate(
            message,
            InputFormat.JSON,
            context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
        .stream()
        .map(Object::toString)
        .collect(java.util.stream.Collectors.toSet());
  }

  private static JsonSchema schema(String name) {
    String path = "/schema/" + name + ".schema.json";
    try (InputStream in = Schemas.class.getResourceAsStream(path)) {
      assertNotNull(in, path);
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
