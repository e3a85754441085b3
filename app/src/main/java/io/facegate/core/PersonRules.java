package io.facegate.core;

/**
 * What holds for persons as wholes.
 *
 * <p>The cosine that makes a face nearly identical was measured on 120 people of LFW, with the
 * built-in embedder and with that of the reference pack, and one figure fits both: of 581 and 585
 * pairs of different photos of one person none reaches 0.95 (at most 0.91), of copies that were
 * encoded again all do, and of those 20 % brighter or darker, half or twice as wide, or blurred by
 * 1 pixel 94 to 100 %.
 *
 * @param groupsPerAppMax groups of an app, for APIs that count them; default 5,000
 * @param personsPerGroupMax persons of a group, for APIs that count them; default 10,000
 * @param facesPerPersonMax faces of a person within one group, for APIs that count them; default 20
 * @param sameScoreMin from which score on, of 0 to 100, a person is the one asked about, where an
 *     API does not leave that to its caller; default 80
 * @param sameFaceCosineMin from which cosine on, of 0 to 1, a face to be added to a person is
 *     nearly identical to one that it has; default 0.95
 */
public record PersonRules(
    int groupsPerAppMax,
    int personsPerGroupMax,
    int facesPerPersonMax,
    double sameScoreMin,
    double sameFaceCosineMin) {

  /** What holds when nothing is configured. */
  public static PersonRules defaults() {
    return new PersonRules(5_000, 10_000, 20, 80, 0.95);
  }
}
