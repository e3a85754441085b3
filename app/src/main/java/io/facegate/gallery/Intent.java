package io.facegate.gallery;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is to become of a person in one group.
 *
 * @param drops whether it leaves the group, with all its faces
 * @param removed faces it loses there
 * @param added faces it gets there, after those that it keeps
 * @param info and tag as they are to be
 */
record Intent(
    Place place,
    boolean drops,
    List<FaceEntry> removed,
    List<? extends GivenFace> added,
    String info,
    String tag) {

  /** The person leaves. */
  static Intent leave(Place place) {
    return new Intent(place, true, place.faces(), List.of(), place.info(), place.tag());
  }

  /** The person stays and loses some faces. */
  static Intent lose(Place place, List<FaceEntry> removed) {
    return new Intent(place, false, removed, List.of(), place.info(), place.tag());
  }

  /** The person stays and gets some faces. */
  static Intent gain(Place place, List<? extends GivenFace> added) {
    return new Intent(place, false, List.of(), added, place.info(), place.tag());
  }

  /** The person comes. */
  static Intent come(Place place, List<? extends GivenFace> faces, String info, String tag) {
    return new Intent(place, false, List.of(), faces, info, tag);
  }

  /** Fails with FACE_EXISTS when a token would be twice in the group, or TOO_MANY_FACES. */
  void check(int facesPerPersonMax) {
    Set<String> tokens = new HashSet<>();
    for (GivenFace face : added) {
      if (!tokens.add(face.token()) || conflicts(face.token())) {
        throw new FaceException(FaceFailure.FACE_EXISTS, face.token());
      }
    }
    int after = place.faces().size() - removed.size() + added.size();
    if (!added.isEmpty() && after > facesPerPersonMax) {
      throw new FaceException(FaceFailure.TOO_MANY_FACES, "at most " + facesPerPersonMax);
    }
  }

  /** Whether a face that stays has one of the tokens to be added. */
  boolean conflicts() {
    return added.stream().anyMatch(face -> conflicts(face.token()));
  }

  private boolean conflicts(String token) {
    return place.holder(token).filter(holder -> !removed.contains(holder)).isPresent();
  }
}
