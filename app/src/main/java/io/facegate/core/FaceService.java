package io.facegate.core;

import io.facegate.face.PersonKey;
import java.util.List;
import java.util.Map;

/**
 * The use cases of the gateway, as every dialect sees them. Failures are {@code FaceException}s;
 * ids are checked by the dialect, everything else here. Calls may be made on virtual threads:
 * native work goes through bounded pools, and fails with OVERLOADED at once when those are full.
 */
public interface FaceService {
  /** The use cases about persons as a whole. */
  PersonService persons();

  /**
   * Finds and measures the largest faces of a picture. Faces that fail a control are left out;
   * when none is left, fails with NO_FACE, or with QUALITY_UNJUDGED or LIVENESS_UNJUDGED if that is
   * what kept one of them out.
   */
  List<SeenFace> detect(DetectQuery query);

  /**
   * Compares two faces; fails with IMAGE_COUNT_WRONG unless there are exactly two probes. What is
   * wrong with a picture comes with its number.
   */
  Comparison match(String app, List<Probe> probes);

  /** Looks for the person with the largest face of a picture; fails with NOBODY_MATCHED. */
  Identification identify(IdentifyQuery query);

  /**
   * Looks for the persons with the largest faces of a picture, largest first. Faces that fail a
   * control are left out; a face nobody matches has no candidates. Fails as {@link #detect} does
   * when no face passes, and with NOBODY_MATCHED when nobody matches any.
   */
  List<Identification> identifyAll(IdentifyAllQuery query);

  /**
   * Judges whether one person, shown in 1, 3 or 8 pictures, is alive; fails with
   * IMAGE_COUNT_WRONG for other numbers, with MODEL_MISSING without models for a picture's scene,
   * and with LIVENESS_UNJUDGED when not one of the pictures allows a judgement.
   */
  LivenessVerdict liveness(String app, List<LivenessProbe> probes);

  /**
   * Judges whether the person in a video is alive, by the largest face. Fails as pictures do, with
   * NO_FACE when none is found, and with LIVENESS_UNJUDGED when too little of it shows a face that
   * can be judged.
   *
   * @param video the bytes of an MP4 of H.264
   */
  VideoVerdict videoLiveness(byte[] video);

  /** Enrols the largest face of a picture. */
  SeenFace enroll(EnrollCommand command);

  /** The faces kept for a member of a group, oldest first. */
  List<KeptFace> listFaces(PersonKey person);

  /** Removes a face, and the member with its last one. */
  void deleteFace(PersonKey person, String faceToken);

  /** Copies a member with info and faces into another group of its app. */
  void copyPerson(PersonKey source, String targetGroup);

  /** A member of one group; fails with GROUP_UNKNOWN or PERSON_UNKNOWN. */
  Membership getPerson(PersonKey person);

  /**
   * A person's memberships in all groups of an app, none for who is kept without group; fails with
   * PERSON_UNKNOWN.
   */
  List<Membership> getPersonEverywhere(String app, String person);

  /** The ids of a group's persons in the order of their enrolment, a page of them. */
  List<String> listPersons(String app, String group, int start, int length);

  /** Removes a member with all its faces; fails with GROUP_UNKNOWN or PERSON_UNKNOWN. */
  void deletePerson(PersonKey person);

  /**
   * Removes a person from all groups of an app, and altogether; fails with PERSON_UNKNOWN when it
   * is not there.
   */
  void deletePersonEverywhere(String app, String person);

  /** Makes an empty group, and its app; fails with GROUP_EXISTS. */
  void addGroup(String app, String group);

  /** Removes a group with all it holds; fails with GROUP_UNKNOWN. */
  void deleteGroup(String app, String group);

  /** The ids of an app's groups, sorted, a page of them; empty for an app never made. */
  List<String> listGroups(String app, int start, int length);

  /** All apps, sorted. */
  List<String> listApps();

  /** How many groups each app has, in the order asked; 0 for an app never made. */
  Map<String, Integer> groupCounts(List<String> apps);

  /** Size and dates of groups, in the order asked; fails with GROUP_UNKNOWN. */
  Map<String, GroupSummary> groupSummaries(String app, List<String> groups);
}
