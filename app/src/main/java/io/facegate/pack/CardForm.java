package io.facegate.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/**
 * How the JSON of a {@link io.facegate.inference.ModelCard} differs from the card: what verifies
 * nothing does not speak of it, as in the catalogs written before there were verifiers.
 */
interface CardForm {
  /** A name, or no such key. */
  @JsonProperty(required = false)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonDeserialize(using = NameOrNothing.class)
  String verifies();

  /** Reads a text that is not empty; empty where there is none. */
  final class NameOrNothing extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1;

    NameOrNothing() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
      if (text.isBlank()) {
        context.reportInputMismatch(this, "a name is expected");
      }
      return text;
    }

    @Override
    public String getAbsentValue(DeserializationContext context) {
      return "";
    }
  }
}
