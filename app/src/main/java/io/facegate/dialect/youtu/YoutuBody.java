package io.facegate.dialect.youtu;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.dialect.Call;
import io.facegate.dialect.Fields;
import io.facegate.dialect.Multipart;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The parameters of a request, as JSON or as parts of a multipart body: whichever it is. */
sealed interface YoutuBody {

  /** Reads a body by what it is, not by what it is declared to be. */
  static YoutuBody of(Call call) {
    return call.multipart()
        .<YoutuBody>map(Parts::new)
        .orElseGet(() -> new Members(object(call.json())));
  }

  /** A text as it was given, empty ones too. */
  Optional<String> given(String name);

  /** A name or a note, for which some clients write the word null when they have none. */
  Optional<String> described(String name);

  /** The elements of a list, of which some may be empty; a single text is a list of one. */
  List<String> list(String name);

  /** Pictures by their content; JSON has none. */
  List<byte[]> pictures(String name);

  /** A text that must be there; fails with PARAMETER_MISSING. */
  default String required(String name) {
    return given(name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new FaceException(FaceFailure.PARAMETER_MISSING, name));
  }

  private static JsonNode object(JsonNode json) {
    if (!json.isObject()) {
      throw new FaceException(FaceFailure.BODY_UNREADABLE, "no JSON object");
    }
    return json;
  }

  /** Parameters as members of a JSON object; numbers count as text. */
  record Members(JsonNode object) implements YoutuBody {
    @Override
    public Optional<String> given(String name) {
      JsonNode value = object.path(name);
      return value.isMissingNode() || value.isNull()
          ? Optional.empty()
          : Optional.of(text(name, value));
    }

    @Override
    public Optional<String> described(String name) {
      return given(name);
    }

    @Override
    public List<String> list(String name) {
      JsonNode value = object.path(name);
      if (!value.isArray()) {
        return given(name).stream().toList();
      }
      List<String> texts = new ArrayList<>();
      value.forEach(element -> texts.add(text(name, element)));
      return texts;
    }

    @Override
    public List<byte[]> pictures(String name) {
      return List.of();
    }

    private static String text(String name, JsonNode value) {
      if (!value.isTextual() && !value.isNumber()) {
        throw Fields.invalid(name);
      }
      return value.asText();
    }
  }

  /** Parameters as parts; a list is of parts named {@code a[0]}, {@code a[]} or plainly a. */
  record Parts(Multipart parts) implements YoutuBody {
    private static final int INDEX_DIGITS_MAX = 6;

    @Override
    public Optional<String> given(String name) {
      return parts.content(name).map(bytes -> text(name, bytes));
    }

    @Override
    public Optional<String> described(String name) {
      return given(name).filter(text -> !text.equals("null"));
    }

    @Override
    public List<String> list(String name) {
      return pictures(name).stream().map(bytes -> text(name, bytes)).toList();
    }

    /* Some clients send the parts in any order: what counts is their index. */
    @Override
    public List<byte[]> pictures(String name) {
      return parts.names().stream()
          .distinct()
          .filter(part -> index(part, name) >= 0)
          .sorted(Comparator.comparing(part -> index(part, name)))
          .flatMap(part -> parts.contents(part::equals).stream())
          .toList();
    }

    /** Where in a list a part belongs; -1 when it is not of that list. */
    private static int index(String part, String name) {
      if (!part.startsWith(name)) {
        return -1;
      }
      String index = part.substring(name.length());
      if (index.isEmpty() || index.equals("[]")) {
        return 0;
      }
      return index.matches("\\[\\d{1," + INDEX_DIGITS_MAX + "}]")
          ? Integer.parseInt(index.substring(1, index.length() - 1))
          : -1;
    }

    private static String text(String name, byte[] bytes) {
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException malformed) {
        throw Fields.invalid(name);
      }
    }
  }
}
