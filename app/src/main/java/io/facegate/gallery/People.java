package io.facegate.gallery;

import io.facegate.face.Embedding;
import io.facegate.face.FaceFailure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The persons of apps as wholes: a person may be in several groups of its app, or in none, and may
 * have no face. What concerns several groups is one change, and as every change of a {@link
 * Gallery} it is durable and seen when its call returns, or leaves no trace. Group names that are
 * {@code PersonKey.NO_GROUP} are not for callers to pass.
 */
public interface People {
  /**
   * A person's memberships by group; of who is in none, the one whose group is {@code
   * PersonKey.NO_GROUP}; empty when the person is not there.
   */
  List<Person> memberships(String app, String person);

  /** Some members of a group in the order of their enrolment; fails with GROUP_UNKNOWN. */
  List<Member> members(String app, String group, int start, int length);

  /**
   * Enrols faces, all or none. Fails with PERSON_EXISTS or PERSON_UNKNOWN as the mode says, with
   * FACE_EXISTS when a token is in one of the groups already and not replaced, with GALLERY_FULL,
   * or beyond the bounds.
   */
  void enroll(Enrollment enrollment);

  /**
   * Gives a person more faces in all its groups. Fails with PERSON_UNKNOWN or GALLERY_FULL.
   *
   * @return of each face why it was not added, if it was not: FACE_NEARLY_IDENTICAL, FACE_EXISTS
   *     when another person has its token, TOO_MANY_FACES
   */
  List<Optional<FaceFailure>> addFaces(FaceIncrease increase);

  /**
   * Takes faces from a person wherever it has them, and the person stays. Fails with PERSON_UNKNOWN
   * and, when it has none of them, FACE_UNKNOWN.
   *
   * @return the tokens of those it had, as asked
   */
  List<String> removeFaces(String app, String person, Collection<String> tokens);

  /** Sets info and tag wherever the person is; null leaves them. Fails with PERSON_UNKNOWN. */
  void describe(String app, String person, @Nullable String info, @Nullable String tag);

  /**
   * Puts a person into more groups, which are made if need be, with info, tag and faces. Fails with
   * PERSON_UNKNOWN, PERSON_EXISTS, FACE_EXISTS, TOO_MANY_FACES, GALLERY_FULL.
   *
   * @param sourceGroup whose knowledge to copy; null for that of all its groups
   */
  void join(
      String app, String person, @Nullable String sourceGroup, Collection<String> targetGroups);

  /**
   * Takes a person out of some of its groups. Fails with GROUP_UNKNOWN, PERSON_UNKNOWN when it is
   * not in all of them, LAST_GROUP when it would be in none.
   */
  void leave(String app, String person, Collection<String> groups);

  /** Removes a person from those of some groups where it is, or fails with PERSON_UNKNOWN. */
  void delete(String app, String person, Collection<String> groups);

  /** Removes a person altogether; fails with PERSON_UNKNOWN. */
  void deleteEverywhere(String app, String person);

  /**
   * The persons who resemble some faces most, best first, then by group and name; exact. Fails with
   * GROUP_UNKNOWN when none of the groups is there.
   */
  List<PersonMatch> search(PersonSearch search);

  /**
   * How much one person's faces resemble some faces, in those of the groups where it is; nothing
   * when it is in none of them.
   *
   * @param groups empty for all it is in
   */
  Optional<PersonMatch> compare(
      String app, Collection<String> groups, String person, List<Embedding> faces);

  /** What is kept of an enrolled face; nothing when none has the token, or it cannot be read. */
  Optional<SavedFace> enrolledFace(String app, String token);
}
