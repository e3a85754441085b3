package io.facegate.dialect.faceapi;

import io.facegate.core.FaceDetail;
import io.facegate.dialect.Fields;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a caller wants to know of faces: the names in face_field, spelled with or without
 * underscore; unknown ones are ignored.
 */
record FaceFieldNames(Set<String> plain) {

  static FaceFieldNames of(Fields body) {
    return new FaceFieldNames(
        body.text("face_field").stream()
            .flatMap(text -> Arrays.stream(text.split(",")))
            .map(name -> name.strip().toLowerCase(Locale.ROOT).replace("_", ""))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether a name, without underscores, is among them. */
  boolean has(String plainName) {
    return plain.contains(plainName);
  }

  Set<FaceDetail> details() {
    return has("quality") ? Set.of(FaceDetail.QUALITY) : Set.of();
  }
}
