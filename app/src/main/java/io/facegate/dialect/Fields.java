package io.facegate.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a JSON object, read as callers mean them: numbers may come as text and text as
 * numbers, null and empty text count as absent. Failures carry the member's name.
 */
public final class Fields {
  private static final int NUMBER_LENGTH_MAX = 32;

  private final JsonNode object;

  /** Wraps an object; fails with BODY_UNREADABLE when it is something else. */
  public Fields(JsonNode object) {
    if (!object.isObject()) {
      throw new FaceException(FaceFailure.BODY_UNREADABLE, "no JSON object");
    }
    this.object = object;
  }

  /** A text; fails with PARAMETER_INVALID when it is a list, an object or a boolean. */
  public Optional<String> text(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw invalid(name);
    }
    return Optional.of(value.asText()).filter(text -> !text.isEmpty());
  }

  /** A text that must be there; fails with PARAMETER_MISSING too. */
  public String required(String name) {
    return text(name)
        .orElseThrow(() -> new FaceException(FaceFailure.PARAMETER_MISSING, name));
  }

  /** A whole number within bounds, cut to what an int holds; fails with PARAMETER_INVALID. */
  public int integer(String name, int absent, double min, double max) {
    return whole(name, number(name, absent, min, max));
  }

  static int whole(String name, double value) {
    if (value != Math.rint(value)) {
      throw invalid(name);
    }
    return (int) value;
  }

  /** A number within bounds; fails with PARAMETER_INVALID. */
  public double number(String name, double absent, double min, double max) {
    return text(name).map(text -> parse(name, text, min, max)).orElse(absent);
  }

  static double parse(String name, String quoted, double min, double max) {
    String text = quoted.strip();
    /* No other form of number than JSON has, though the text comes quoted. */
    if (text.length() > NUMBER_LENGTH_MAX
        || !text.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?")) {
      throw invalid(name);
    }
    double value = Double.parseDouble(text);
    if (!(value >= min && value <= max)) {
      throw invalid(name);
    }
    return value;
  }

  /** One of some words, in any case; fails with PARAMETER_INVALID. */
  public <E extends Enum<E>> E choice(String name, E absent, Set<E> allowed) {
    Optional<String> text = text(name).map(word -> word.strip().toUpperCase(Locale.ROOT));
    if (text.isEmpty()) {
      return absent;
    }
    return allowed.stream()
        .filter(word -> word.name().equals(text.get()))
        .findFirst()
        .orElseThrow(() -> invalid(name));
  }

  /** One of all words of a kind, in any case; fails with PARAMETER_INVALID. */
  public <E extends Enum<E>> E choice(String name, E absent) {
    return choice(name, absent, EnumSet.allOf(absent.getDeclaringClass()));
  }

  /** The failure of a member that breaks its rules. */
  public static FaceException invalid(String name) {
    return new FaceException(FaceFailure.PARAMETER_INVALID, name);
  }
}
