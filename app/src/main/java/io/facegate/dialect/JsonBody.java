package io.facegate.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) from bytes, strictly: UTF-8 only, each key once, nothing behind the end,
 * and nothing nested or long beyond reason.
 */
final class JsonBody {
  private static final int DEPTH_MAX = 32;
  private static final int STRING_LENGTH_MAX = 24 << 20;
  private static final int NUMBER_LENGTH_MAX = 64;
  private static final int NAME_LENGTH_MAX = 256;

  /* Ten megabytes of "[]," are gigabytes of objects; no request needs a thousandth of them. */
  private static final long TOKENS_MAX = 10_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxStringLength(STRING_LENGTH_MAX)
                          .maxNumberLength(NUMBER_LENGTH_MAX)
                          .maxNameLength(NAME_LENGTH_MAX)
                          .maxTokenCount(TOKENS_MAX)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonBody() {}

  /** Parses a body; percent-encoded JSON is decoded first. Fails with BODY_UNREADABLE. */
  static JsonNode parse(byte[] body) {
    byte[] json =
        body.length > 0 && body[0] == '%'
            ? RawText.formDecoded(body, 0, body.length).toArray()
            : body;
    refuseOtherThanUtf8(json);
    try {
      JsonNode tree = MAPPER.readTree(json);
      if (tree.isMissingNode()) {
        throw unreadable("the body is empty", null);
      }
      return tree;
    } catch (IOException malformed) {
      throw unreadable(place(malformed), malformed);
    }
  }

  /** A parser of a body, before its first token. Fails with BODY_UNREADABLE. */
  static JsonParser parser(byte[] json) throws IOException {
    refuseOtherThanUtf8(json);
    return MAPPER.createParser(json);
  }

  private static void refuseOtherThanUtf8(byte[] json) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(json);
    CharBuffer out = CharBuffer.allocate(8192);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    /* A zero byte has no place in JSON; in front it would make the parser guess UTF-16. */
    if (result.isError() || (json.length > 1 && (json[0] == 0 || json[1] == 0))) {
      throw unreadable("the body is not UTF-8", null);
    }
  }

  /* The parser's own message quotes the input, which may be a picture. */
  static String place(IOException malformed) {
    return malformed instanceof JsonProcessingException json
            && json.getLocation() != null
        ? "no JSON at byte " + json.getLocation().getByteOffset()
        : "no JSON";
  }

  private static FaceException unreadable(
      String why, @Nullable Exception cause) {
    return new FaceException(FaceFailure.BODY_UNREADABLE, why, cause);
  }
}
