package io.facegate.pack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegate.inference.ModelCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the model catalog; a key too many or too few is an error. */
public final class ModelCatalogReader {
  private static final String RESOURCE = "/models/catalog.json";

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build()
          .readerFor(ModelCatalog.class);

  private ModelCatalogReader() {}

  /** The catalog this build carries. */
  public static ModelCatalog builtIn() {
    try (InputStream in = ModelCatalogReader.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the class path");
      }
      return read(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * A catalog from its JSON.
   *
   * @throws IllegalArgumentException saying where and why, when it is not one
   */
  public static ModelCatalog read(byte[] json) {
    try {
      return READER.readValue(json);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(
          "model catalog: %s (line %d)"
              .formatted(
                  wrong.getOriginalMessage(),
                  wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr()),
          wrong);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
