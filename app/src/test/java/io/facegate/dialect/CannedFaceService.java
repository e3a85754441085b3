package io.facegate.dialect;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.facegate.core.FaceOutcome;
import io.facegate.core.FaceService;
import io.facegate.core.PersonService;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.Parsing;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.function.BiFunction;

/**
 * Use cases that answer what a corpus case says, and remember what they were asked.
 *
 * <p>{@code {"returns": ...}} is a result, {@code {"fails": "NO_FACE", "detail": ""}} a failure,
 * which may have come about at a {@code "picture"}. The outcome of one picture among several is
 * {@code {"face": ...}} or {@code {"failure": ...}}.
 */
final class CannedFaceService {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addDeserializer(Instant.class, new Times())
                  .addDeserializer(Parsing.class, new Parts()))
          .addMixIn(FaceOutcome.class, EitherOutcome.class)
          .build();

  private final ArrayNode asked = MAPPER.createArrayNode();
  private volatile JsonNode canned = MAPPER.createObjectNode();

  FaceService service() {
    PersonService persons = spoken(PersonService.class, this::answer);
    return spoken(
        FaceService.class,
        (method, arguments) ->
            method.getName().equals("persons") ? persons : answer(method, arguments));
  }

  private static <T> T spoken(Class<T> type, BiFunction<Method, Object[], Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.apply(method, arguments)));
  }

  synchronized void can(JsonNode answer) {
    canned = answer;
    asked.removeAll();
  }

  synchronized JsonNode asked() {
    return asked.deepCopy();
  }

  private synchronized Object answer(Method method, Object[] arguments) {
    ArrayNode call = asked.addObject().putArray(method.getName());
    for (Object argument : arguments == null ? new Object[0] : arguments) {
      call.add(MAPPER.<JsonNode>valueToTree(argument));
    }
    if (canned.has("fails")) {
      FaceException failure =
          new FaceException(
              FaceFailure.valueOf(canned.get("fails").asText()), canned.path("detail").asText(""));
      throw canned.has("picture") ? failure.atPicture(canned.get("picture").asInt()) : failure;
    }
    return method.getReturnType() == void.class
        ? null
        : MAPPER.convertValue(
            canned.path("returns"), MAPPER.constructType(method.getGenericReturnType()));
  }

  /** Tells outcomes apart by what they hold. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
  @JsonSubTypes({
    @JsonSubTypes.Type(FaceOutcome.Added.class),
    @JsonSubTypes.Type(FaceOutcome.Failed.class)
  })
  private interface EitherOutcome {}

  /** Reads the parts of a face from width, height and base64. */
  private static final class Parts extends StdDeserializer<Parsing> {
    private static final long serialVersionUID = 1;

    Parts() {
      super(Parsing.class);
    }

    @Override
    public Parsing deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode parts = parser.readValueAsTree();
      return new Parsing(
          parts.get("width").asInt(),
          parts.get("height").asInt(),
          parts.get("classes").binaryValue());
    }
  }

  /** Reads instants from ISO 8601. */
  private static final class Times extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1;

    Times() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return Instant.parse(parser.getText());
    }
  }
}
