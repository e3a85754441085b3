package io.facegate.dialect;

import io.facegate.core.FaceDetail;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** All that an API tells of a face beside place, probability and angles, in its own order. */
public record FaceFieldTable(List<FaceField> fields) {
  /** The table of an API that tells nothing of the kind. */
  public static final FaceFieldTable EMPTY = new FaceFieldTable(List.of());

  /** Copies the list. */
  public FaceFieldTable {
    fields = List.copyOf(fields);
  }

  /**
   * The members that a request asks for.
   *
   * @param text names with commas between, in any case; documents spell them with an underscore, a
   *     hyphen or neither; those of no field are ignored
   */
  public Set<String> asked(String text) {
    Set<String> plain =
        Arrays.stream(text.split(",")).map(FaceFieldTable::plain).collect(Collectors.toSet());
    Set<String> asked = new LinkedHashSet<>();
    for (FaceField field : fields) {
      if (field.askedBy().stream().map(FaceFieldTable::plain).anyMatch(plain::contains)) {
        asked.add(field.name());
      }
    }
    return Collections.unmodifiableSet(asked);
  }

  /** What the core has to find out so that members can be told. */
  public Set<FaceDetail> details(Collection<String> asked) {
    Set<FaceDetail> details = EnumSet.noneOf(FaceDetail.class);
    for (FaceField field : fields) {
      if (asked.contains(field.name())) {
        details.addAll(field.needs());
      }
    }
    return Collections.unmodifiableSet(details);
  }

  /** The members that can be told when this much can be found out. */
  public List<String> told(Set<FaceDetail> known) {
    return fields.stream()
        .filter(field -> known.containsAll(field.needs()))
        .map(FaceField::name)
        .toList();
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
