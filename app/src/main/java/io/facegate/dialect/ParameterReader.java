package io.facegate.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the parameters of a request: in a form or in a JSON object, whichever the body is, and in
 * the query. What type the body is declared to be of does not matter.
 */
final class ParameterReader {
  /** No operation has a third of it. */
  private static final int COUNT_MAX = 64;

  private static final int NAME_BYTES_MAX = 256;

  private final Map<String, Optional<RawText>> found = new HashMap<>();
  private int count;

  private ParameterReader() {}

  /**
   * By name, those of the body before those of the query, and of several with one name the first.
   * Absent is what JSON says is null, empty what in JSON is neither text nor number. Fails with
   * BODY_UNREADABLE.
   */
  static Map<String, Optional<RawText>> read(byte[] body, Map<String, List<String>> query) {
    ParameterReader reader = new ParameterReader();
    int start = start(body);
    if (start < body.length && isJson(body, start)) {
      reader.json(body[start] == '%' ? decoded(body, start) : body);
    } else {
      reader.form(body, start);
    }
    query.forEach((name, values) ->
        values.stream().findFirst().ifPresent(value -> reader.add(name, RawText.of(value))));
    return reader.found;
  }

  private static int start(byte[] body) {
    int start = 0;
    while (start < body.length && isSpace(body[start])) {
      start++;
    }
    return start;
  }

  private static boolean isSpace(byte one) {
    return one == ' ' || one == '\t' || one == '\r' || one == '\n';
  }

  private static boolean isJson(byte[] body, int start) {
    return body[start] == '{'
        || (body.length > start + 2
            && body[start] == '%'
            && body[start + 1] == '7'
            && (body[start + 2] == 'B' || body[start + 2] == 'b'));
  }

  /* Who hands JSON to a form as if it were a name has an equals sign set behind it. */
  private static byte[] decoded(byte[] body, int start) {
    int end = body.length - (body[body.length - 1] == '=' ? 1 : 0);
    return RawText.formDecoded(body, start, end).toArray();
  }

  private void form(byte[] body, int start) {
    int end = body.length;
    while (end > start && isSpace(body[end - 1])) {
      end--;
    }
    int from = start;
    while (from < end) {
      int to = until(body, from, end, '&');
      if (to > from) {
        int nameEnd = until(body, from, to, '=');
        int valueStart = Math.min(nameEnd + 1, to);
        add(name(body, from, nameEnd), RawText.formDecoded(body, valueStart, to));
      }
      from = to + 1;
    }
  }

  private static int until(byte[] body, int from, int end, char mark) {
    int at = from;
    while (at < end && body[at] != mark) {
      at++;
    }
    return at;
  }

  private static String name(byte[] body, int from, int to) {
    if (to - from > NAME_BYTES_MAX) {
      throw unreadable("a name is too long");
    }
    return RawText.formDecoded(body, from, to).text();
  }

  private void json(byte[] body) {
    try (JsonParser parser = JsonBody.parser(body)) {
      parser.nextToken();
      JsonToken token = parser.nextToken();
      while (token == JsonToken.FIELD_NAME) {
        token = member(parser, body);
      }
      if (parser.nextToken() != null) {
        throw unreadable("something stands behind the JSON object");
      }
    } catch (IOException malformed) {
      throw new FaceException(
          FaceFailure.BODY_UNREADABLE, JsonBody.place(malformed), malformed);
    }
  }

  /* The parser goes on to the next token, and so checks a text without making a string of it. */
  private JsonToken member(JsonParser parser, byte[] body) throws IOException {
    String name = parser.currentName();
    JsonToken value = parser.nextToken();
    if (value == JsonToken.VALUE_STRING) {
      int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset()) + 1;
      JsonToken next = parser.nextToken();
      add(name, JsonText.read(body, from, JsonText.end(body, from)));
      return next;
    }
    if (value.isNumeric()) {
      add(name, RawText.of(parser.getText()));
    } else if (value != JsonToken.VALUE_NULL) {
      parser.skipChildren();
      add(name, Optional.empty());
    }
    return parser.nextToken();
  }

  private void add(String name, RawText value) {
    add(name, Optional.of(value));
  }

  private void add(String name, Optional<RawText> value) {
    count++;
    if (count > COUNT_MAX) {
      throw unreadable("too many parameters");
    }
    found.putIfAbsent(name, value);
  }

  private static FaceException unreadable(String why) {
    return new FaceException(FaceFailure.BODY_UNREADABLE, why);
  }
}
