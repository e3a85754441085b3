package io.facegate.dialect;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parameters of a request, from body and query, read as callers mean them: numbers may come as
 * text and text as numbers. Failures carry the parameter's name.
 */
public final class Parameters {
  /** Longer than any text that is no picture. */
  private static final int TEXT_BYTES_MAX = 64 << 10;

  private final Map<String, Optional<RawText>> found;

  Parameters(Map<String, Optional<RawText>> found) {
    this.found = found;
  }

  /** Whether it was sent, though perhaps empty. */
  public boolean has(String name) {
    return found.containsKey(name);
  }

  /**
   * A text; empty counts as absent. Fails with PARAMETER_INVALID when it is no text and no number,
   * with PARAMETER_TOO_LONG, and with BODY_UNREADABLE when it is not UTF-8.
   */
  public Optional<String> text(String name) {
    return raw(name).map(raw -> text(name, raw)).filter(text -> !text.isEmpty());
  }

  private static String text(String name, RawText raw) {
    if (raw.length() > TEXT_BYTES_MAX) {
      throw new FaceException(FaceFailure.PARAMETER_TOO_LONG, name);
    }
    return raw.text();
  }

  /** A text that must be there; fails with PARAMETER_MISSING too. */
  public String required(String name) {
    return text(name)
        .orElseThrow(() -> new FaceException(FaceFailure.PARAMETER_MISSING, name));
  }

  /** A whole number within bounds, cut to what an int holds; fails with PARAMETER_INVALID. */
  public int integer(String name, int absent, double min, double max) {
    return Fields.whole(name, number(name, absent, min, max));
  }

  /** A number within bounds; fails with PARAMETER_INVALID. */
  public double number(String name, double absent, double min, double max) {
    return text(name).map(text -> Fields.parse(name, text, min, max)).orElse(absent);
  }

  /**
   * One or more pictures as base64 with commas between, under the first name that has any, which
   * from then on counts as empty: their text is not to be kept beside them. What is
   * not base64 is an empty array. Fails with PARAMETER_MISSING, IMAGE_EMPTY (also for data URLs),
   * IMAGE_TOO_LARGE, and PARAMETER_TOO_LONG when there are too many.
   *
   * @param lengthMax of the text of all together
   * @param names in the order of preference
   */
  public List<byte[]> pictures(int lengthMax, int countMax, String... names) {
    String name =
        Stream.of(names)
            .filter(one -> has(one) && raw(one).orElseThrow().length() > 0)
            .findFirst()
            .orElseThrow(() -> noPicture(names));
    RawText text = raw(name).orElseThrow();
    if (text.length() > lengthMax) {
      throw new FaceException(FaceFailure.IMAGE_TOO_LARGE, "base64");
    }
    List<byte[]> pictures = PictureList.decode(text, countMax, names[0]);
    found.put(name, Optional.of(RawText.of("")));
    return pictures;
  }

  private FaceException noPicture(String... names) {
    return Stream.of(names).anyMatch(this::has)
        ? new FaceException(FaceFailure.IMAGE_EMPTY)
        : new FaceException(FaceFailure.PARAMETER_MISSING, names[0]);
  }

  private Optional<RawText> raw(String name) {
    Optional<RawText> raw = found.get(name);
    if (raw == null) {
      return Optional.empty();
    }
    if (raw.isEmpty()) {
      throw Fields.invalid(name);
    }
    return raw;
  }
}
