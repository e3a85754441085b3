package io.facegate.pack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegate.inference.ModelCard;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON in which a key too many or too few is an error. */
final class StrictJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .annotationIntrospector(new Required())
          .addMixIn(ModelCard.class, CardForm.class)
          .build();

  /** Takes every key for required that is not said to be none. */
  private static final class Required extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
      JsonProperty said = _findAnnotation(member, JsonProperty.class);
      return said == null || said.required();
    }
  }

  private StrictJson() {}

  /**
   * A value from its JSON.
   *
   * @param what it is, for the complaint
   * @throws IllegalArgumentException saying where and why, when it is none
   */
  static <T> T read(byte[] json, Class<T> type, String what) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(
          "%s: %s (line %d)"
              .formatted(
                  what,
                  wrong.getOriginalMessage(),
                  wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr()),
          wrong);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The JSON of a value, as {@link #read} takes it. */
  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
