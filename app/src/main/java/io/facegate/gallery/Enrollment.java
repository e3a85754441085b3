package io.facegate.gallery;

import io.facegate.face.PersonKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for faces of a person to be kept in several groups at once.
 *
 * @param faces with embeddings of the model the gallery was opened for; a token that comes twice
 *     counts once
 * @param groups made when they are not there; empty for those the person is in, or for none
 * @param everywhere whether the change concerns all groups that the person is in, too; it comes
 *     into a new one with all it has
 * @param info the person's new info in these groups; null leaves it as it is, or empty
 * @param tag likewise
 */
public record Enrollment(
    String app,
    String person,
    List<SavedFace> faces,
    List<String> groups,
    boolean everywhere,
    Gallery.Mode mode,
    @Nullable String info,
    @Nullable String tag,
    PersonBounds bounds) {

  /** Checks the names of the groups. */
  public Enrollment {
    if (groups.contains(PersonKey.NO_GROUP)) {
      throw new IllegalArgumentException("a group without name");
    }
  }
}
