package io.facegate.command;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import java.nio.ByteBuffer;
import java.util.Base64;

/** How lines of an export are written and read. */
final class ExportJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addMixIn(Face.class, WithoutVector.class)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
          .build();

  private ExportJson() {}

  /* The embedding has a field of its own, and the parts of a picture are never kept. */
  @JsonIgnoreProperties({"embedding", "parsing"})
  private interface WithoutVector {}

  static ObjectWriter writer() {
    return JSON.writerFor(ExportLine.class);
  }

  static ObjectReader reader() {
    return JSON.readerFor(ExportLine.class);
  }

  static String text(Embedding embedding) {
    ByteBuffer bytes = ByteBuffer.allocate(embedding.unit().length * Float.BYTES);
    bytes.asFloatBuffer().put(embedding.unit());
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  static Embedding embedding(String model, String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    float[] unit = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(unit);
    return new Embedding(model, unit);
  }
}
