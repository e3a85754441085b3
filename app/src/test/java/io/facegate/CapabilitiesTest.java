package io.facegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegate.core.FaceDetail;
import io.facegate.dialect.Dialect;
import io.facegate.vision.Output;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
  private static final List<Dialect> DIALECTS =
      ServiceLoader.load(Dialect.class).stream().map(ServiceLoader.Provider::get).toList();

  @Test
  void everyApiTellsWhatItAnswers() throws IOException {
    JsonNode all = read(Set.of(Output.values()), Set.of(FaceDetail.values()));
    assertEquals("1.2", all.get("version").asText());
    assertEquals("net", all.get("embedding_model").asText());
    assertEquals(Output.values().length, all.get("outputs").size());
    assertEquals(5, all.get("face_fields").size());
    assertEquals(
        "[\"age\",\"gender\",\"glass\",\"expression\"]",
        all.at("/face_fields/youtu").toString());
    assertEquals(10, all.at("/face_fields/bfr").size());
    assertEquals(all.at("/face_fields/aip1"), all.at("/face_fields/aip2"));
    assertTrue(all.at("/face_fields/faceapi").toString().contains("\"parsing_info\""));
  }

  @Test
  void fieldsOfMissingModelsAreNotPromised() throws IOException {
    JsonNode few = read(Set.of(Output.QUALITY, Output.POSE), Set.of());
    assertEquals("[\"pose\",\"quality\"]", few.get("outputs").toString());
    assertEquals("[\"landmark\"]", few.at("/face_fields/aip1").toString());
    assertEquals("[]", few.at("/face_fields/youtu").toString());
  }

  private static JsonNode read(Set<Output> outputs, Set<FaceDetail> details) throws IOException {
    return new JsonMapper()
        .readTree(new Capabilities("1.2", "net", outputs, details, DIALECTS).json());
  }
}
