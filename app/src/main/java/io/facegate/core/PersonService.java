package io.facegate.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The use cases about persons as a whole, as the older APIs see them: a person may be in several
 * groups of its app, or in none, and may have no face. Failures are {@code FaceException}s; ids are
 * checked by the dialect. A change is made in all groups it concerns at once, or in none.
 */
public interface PersonService {
  /**
   * Compares every two of several pictures. A picture that cannot be decoded or shows no face is
   * left out; fails with IMAGE_COUNT_WRONG when fewer than two are left, and with NO_FACE when all
   * are pictures in which there is no face.
   */
  PairScores compareAll(PairQuery query);

  /**
   * Looks for the persons most like the largest faces of some pictures of one person; empty when
   * nobody is enrolled there. Fails with GROUP_UNKNOWN when none of the groups is there.
   */
  Lookup lookUp(LookupQuery query);

  /**
   * Compares the largest faces of some pictures with one person. Fails with PERSON_UNKNOWN when it
   * is in none of the groups, and with FACE_UNKNOWN when it has no face there.
   */
  Verification verify(VerifyQuery query);

  /** Enrols the largest face of each picture, all of them or none. */
  List<SeenFace> enrollPerson(PersonEnrollment enrollment);

  /**
   * Gives a person the largest face of each picture, picture by picture; what is wrong with one
   * does not keep the others. Fails with PERSON_UNKNOWN, and as a whole with STORE_FAILED.
   */
  List<FaceOutcome> addFaces(FaceAddition addition);

  /**
   * Takes faces from a person wherever it has them; the person stays, though it may have none left.
   * Fails with PERSON_UNKNOWN, and with FACE_UNKNOWN when it has none of them.
   *
   * @return the tokens of those it had
   */
  List<String> removeFaces(String app, String person, List<String> faceTokens);

  /**
   * Sets what is said of a person, in all its groups; fails with PERSON_UNKNOWN.
   *
   * @param info null leaves it as it is
   * @param tag null leaves it as it is
   */
  void describePerson(String app, String person, @Nullable String info, @Nullable String tag);

  /** All there is to tell of a person; fails with PERSON_UNKNOWN. */
  PersonProfile profile(String app, String person);

  /** A group's members in the order of their enrolment, a page; fails with GROUP_UNKNOWN. */
  List<Membership> listMembers(String app, String group, int start, int length);

  /**
   * Puts a person into more groups, which are made if they are not there, with info, tag and faces.
   * Fails with PERSON_UNKNOWN, and with PERSON_EXISTS when it is in one of them already.
   *
   * @param sourceGroup from which to copy; null takes all that its groups know of the person
   */
  void joinGroups(
      String app, String person, @Nullable String sourceGroup, List<String> targetGroups);

  /**
   * Takes a person out of some of its groups. Fails with GROUP_UNKNOWN, with PERSON_UNKNOWN when it
   * is not in all of them, and with LAST_GROUP when none would be left.
   */
  void leaveGroups(String app, String person, List<String> groups);

  /** Removes a person from some groups; fails with PERSON_UNKNOWN when it is in none of them. */
  void deletePerson(String app, String person, List<String> groups);

  /** What is known of an enrolled face; fails with FACE_UNKNOWN. */
  SeenFace enrolledFace(String app, String faceToken);
}
