package io.facegate.gallery;

/**
 * How far a change to a person may go, beside the gallery's own limits.
 *
 * @param groupsPerAppMax groups of its app; beyond lies {@code GROUPS_FULL}
 * @param personsPerGroupMax members of a group; beyond lies {@code PERSONS_FULL}
 * @param facesPerPersonMax faces of a person within one group; beyond lies {@code TOO_MANY_FACES}
 */
public record PersonBounds(int groupsPerAppMax, int personsPerGroupMax, int facesPerPersonMax) {
  private static final int FACES_MAX = 1000;

  /** As many as the gallery holds, but no more than 1,000 faces of a person within one group. */
  public static PersonBounds open() {
    return facesAtMost(FACES_MAX);
  }

  /** As many groups and persons as the gallery holds. */
  static PersonBounds facesAtMost(int facesPerPersonMax) {
    return new PersonBounds(Integer.MAX_VALUE, Integer.MAX_VALUE, facesPerPersonMax);
  }
}
