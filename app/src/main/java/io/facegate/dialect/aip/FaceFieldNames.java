package io.facegate.dialect.aip;

import io.facegate.core.FaceDetail;
import io.facegate.dialect.Parameters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a caller wants to know of faces: the names in face_fields or, for results of comparisons,
 * in ext_fields; unknown ones are ignored.
 */
public record FaceFieldNames(Set<String> names) {

  /** The names with commas between that a parameter holds; none without it. */
  public static FaceFieldNames of(Parameters parameters, String parameter) {
    return new FaceFieldNames(
        parameters.text(parameter).stream()
            .flatMap(text -> Arrays.stream(text.split(",")))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether a name is among them. */
  public boolean has(String name) {
    return names.contains(name);
  }

  /** What the core has to find out for them. */
  public Set<FaceDetail> details() {
    return has("qualities") ? Set.of(FaceDetail.QUALITY) : Set.of();
  }
}
