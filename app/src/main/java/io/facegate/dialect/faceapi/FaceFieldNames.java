package io.facegate.dialect.faceapi;

import io.facegate.core.FaceDetail;
import io.facegate.dialect.FaceField;
import io.facegate.dialect.FaceFieldTable;
import io.facegate.dialect.Fields;
import java.util.List;
import java.util.Set;

/** What a caller wants to know of faces, by the members that tell it; unknown names are ignored. */
record FaceFieldNames(Set<String> names) {
  /**
   * The fields of the document, and liveness, which one of its operations tells unasked. Feature
   * is no member: to ask for it is to have the face saved. What lips say is in no single picture.
   */
  static final FaceFieldTable TABLE =
      new FaceFieldTable(
          List.of(
              FaceField.named("landmark"),
              new FaceField(
                  "landmark72", Set.of("landmark", "landmark72"), Set.of(FaceDetail.POINTS)),
              FaceField.named("age", FaceDetail.TRAITS),
              FaceField.named("beauty", FaceDetail.TRAITS),
              FaceField.named("expression", FaceDetail.TRAITS),
              FaceField.named("face_shape", FaceDetail.SHAPE),
              FaceField.named("gender", FaceDetail.TRAITS),
              FaceField.named("glasses", FaceDetail.TRAITS),
              FaceField.named("eye_status", FaceDetail.TRAITS),
              FaceField.named("emotion", FaceDetail.TRAITS),
              FaceField.named("race", FaceDetail.TRAITS),
              FaceField.named("face_type", FaceDetail.TRAITS),
              FaceField.named("quality", FaceDetail.QUALITY),
              FaceField.named("spoofing", FaceDetail.SPOOFING),
              new FaceField(
                  "parsing_info", Set.of("parsing", "parsing_info"), Set.of(FaceDetail.PARSING)),
              FaceField.named("liveness", FaceDetail.LIVENESS),
              FaceField.named("feature")));

  static FaceFieldNames of(Fields body) {
    return new FaceFieldNames(TABLE.asked(body.text("face_field").orElse("")));
  }

  /** Whether a member is among those asked for. */
  boolean has(String name) {
    return names.contains(name);
  }

  Set<FaceDetail> details() {
    return TABLE.details(names);
  }
}
