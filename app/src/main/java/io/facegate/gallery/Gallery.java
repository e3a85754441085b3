package io.facegate.gallery;

import io.facegate.face.Embedding;
import io.facegate.face.PersonKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who is enrolled: apps hold groups, groups hold persons, persons hold faces.
 *
 * <p>A change is durable (fsynced) when its call returns, and seen by every search that starts
 * afterwards. A change that fails changes nothing. Ids are checked by the caller. Safe for use by
 * many threads. Failures are {@code FaceException}s: {@code GROUP_UNKNOWN}, {@code PERSON_UNKNOWN},
 * {@code STORE_FAILED} and so on.
 */
public interface Gallery extends AutoCloseable {
  /** What an enrolment does with the faces a person already has in the group. */
  enum Mode {
    /** Makes the person; fails with PERSON_EXISTS when it is anywhere in the app. */
    CREATE,
    /** Keeps them; makes the group and the person when they are not there. */
    APPEND,
    /** Replaces them; makes the group and the person when they are not there. */
    REPLACE,
    /** Replaces them; fails with PERSON_UNKNOWN or GROUP_UNKNOWN when they are not there. */
    UPDATE
  }

  /** The persons as wholes, whichever groups they are in. */
  People people();

  /** All apps, sorted; {@code default} is always there. */
  List<String> apps();

  /** Whether an app is there: {@code default}, or any in which a group was once made. */
  boolean hasApp(String app);

  /** Makes an empty group, and its app. Fails with GROUP_EXISTS. */
  void addGroup(String app, String group);

  /** Removes a group for all readers at once; its space is taken back behind. */
  void deleteGroup(String app, String group);

  /** The ids of an app's groups, sorted, a page of them. */
  List<String> groups(String app, int start, int length);

  /** How many groups an app has. */
  int groupCount(String app);

  /** Size and dates of a group, if it is there. */
  Optional<GroupStat> groupStat(String app, String group);

  /**
   * Enrols a face, and keeps what is known of it for its token. Fails with FACE_EXISTS when the
   * token is in the group already (unless it is one of those being replaced), with TOO_MANY_FACES,
   * or with GALLERY_FULL.
   *
   * @param face with an embedding of the model the gallery was opened for
   * @param info the person's new info; absent leaves it as it is, or empty
   */
  void enroll(PersonKey person, SavedFace face, Optional<String> info, Mode mode);

  /** A member of a group, if it is there. Fails with GROUP_UNKNOWN. */
  Optional<Person> person(PersonKey key);

  /** The groups of an app in which a person is, sorted. */
  List<String> groupsOf(String app, String person);

  /** The ids of a group's persons in the order of their enrolment, a page of them. */
  List<String> persons(String app, String group, int start, int length);

  /** Removes a member with all its faces. */
  void deletePerson(PersonKey key);

  /** Removes a face, and the member with its last one. Fails with FACE_UNKNOWN. */
  void deleteFace(PersonKey key, String faceToken);

  /** Copies a member with info and faces into another group of its app. */
  void copyPerson(PersonKey source, String targetGroup);

  /**
   * The persons who resemble a face most, best first; exact. Groups that are not there fail with
   * GROUP_UNKNOWN.
   *
   * @param cosineMin who is below is left out
   */
  List<Hit> search(
      String app, Collection<String> groups, Embedding face, double cosineMin, int personsMax);

  /**
   * The best face of one person in each of the groups where the person is, best first. Groups that
   * are not there fail with GROUP_UNKNOWN.
   */
  List<Hit> searchPerson(String app, Collection<String> groups, String person, Embedding face);

  /**
   * Saves what is known of a face under its token, within an app. It is forgotten when newer ones
   * need its place, or when a face enrolled under its token is deleted.
   */
  void saveFace(String app, SavedFace face);

  /**
   * What was saved under a token, or is enrolled under it, within an app; nothing when another
   * model than the present made its embedding.
   */
  Optional<SavedFace> savedFace(String app, String token);

  /** Enrolled faces in all apps. */
  int faceCount();

  @Override
  void close();
}
