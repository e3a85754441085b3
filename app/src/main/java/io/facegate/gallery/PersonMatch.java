package io.facegate.gallery;

import io.facegate.face.PersonKey;
import java.util.List;

/**
 * How much a person resembles some faces.
 *
 * @param person in the group where the best of its faces is
 * @param tag a note on the person; may be empty
 * @param faces each token once, best first; empty when the present model made none of them
 */
public record PersonMatch(PersonKey person, String info, String tag, List<FaceMatch> faces) {

  /**
   * How much an enrolled face resembles the one it resembles most.
   *
   * @param tag a note on the face; may be empty
   * @param query which one, from 0
   */
  public record FaceMatch(String token, String tag, double cosine, int query) {}

  /** How much its best face resembles; -1 when it has none. */
  public double cosine() {
    return faces.isEmpty() ? -1 : faces.getFirst().cosine();
  }
}
