package io.facegate.dialect;

import io.facegate.core.FaceDetail;
import java.util.Set;

/**
 * Something that an API tells of a face when it is asked for it.
 *
 * @param name of the member in answers
 * @param askedBy names in requests that ask for it, as its document spells them; empty when it is
 *     told without being asked for
 * @param needs what must be known of a face so that it can be told
 */
public record FaceField(String name, Set<String> askedBy, Set<FaceDetail> needs) {

  /** A member that is asked for by its own name. */
  public static FaceField named(String name, FaceDetail... needs) {
    return new FaceField(name, Set.of(name), Set.of(needs));
  }

  /** A member that is told unasked. */
  public static FaceField always(String name, FaceDetail... needs) {
    return new FaceField(name, Set.of(), Set.of(needs));
  }
}
