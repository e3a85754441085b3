package io.facegate.dialect.aip;

import io.facegate.core.FaceDetail;
import io.facegate.dialect.FaceField;
import io.facegate.dialect.FaceFieldTable;
import io.facegate.dialect.Parameters;
import java.util.List;
import java.util.Set;

/** What a caller wants to know of faces, by the members that tell it; unknown names are ignored. */
public record FaceFieldNames(Set<String> names) {
  /**
   * The nine fields of the three documents. Those of qualities are mandatory within it, so that it
   * needs whatever any of them does.
   */
  public static final FaceFieldTable TABLE =
      new FaceFieldTable(
          List.of(
              FaceField.named("age", FaceDetail.TRAITS),
              FaceField.named("beauty", FaceDetail.TRAITS),
              FaceField.named("expression", FaceDetail.TRAITS),
              FaceField.named("faceshape", FaceDetail.SHAPE),
              FaceField.named("gender", FaceDetail.TRAITS),
              FaceField.named("glasses", FaceDetail.TRAITS),
              FaceField.named("landmark"),
              new FaceField("landmark72", Set.of("landmark"), Set.of(FaceDetail.POINTS)),
              FaceField.named("race", FaceDetail.TRAITS),
              FaceField.named("qualities", FaceDetail.QUALITY, FaceDetail.TRAITS)));

  /** The names with commas between that a parameter holds; none without it. */
  public static FaceFieldNames of(Parameters parameters, String parameter) {
    return new FaceFieldNames(TABLE.asked(parameters.text(parameter).orElse("")));
  }

  /** Whether a member is among those asked for. */
  public boolean has(String name) {
    return names.contains(name);
  }

  /** What the core has to find out for them. */
  public Set<FaceDetail> details() {
    return TABLE.details(names);
  }
}
