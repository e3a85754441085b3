package io.facegate.core;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The use cases about persons as a whole, done on this machine. */
final class LocalPersonService implements PersonService {
  @Override
  public PairScores compareAll(PairQuery query) {
    throw new FaceException(FaceFailure.MODEL_MISSING);
  }

  @Override
  public Lookup lookUp(LookupQuery query) {
    throw new FaceException(FaceFailure.MODEL_MISSING);
  }

  @Override
  public Verification verify(VerifyQuery query) {
    throw new FaceException(FaceFailure.MODEL_MISSING);
  }

  @Override
  public List<SeenFace> enrollPerson(PersonEnrollment enrollment) {
    throw new FaceException(FaceFailure.MODEL_MISSING);
  }

  @Override
  public List<FaceOutcome> addFaces(FaceAddition addition) {
    throw new FaceException(FaceFailure.MODEL_MISSING);
  }

  @Override
  public List<String> removeFaces(String app, String person, List<String> faceTokens) {
    throw new FaceException(FaceFailure.MODEL_MISSING);
  }

  @Override
  public void describePerson(
      String app, String person, @Nullable String info, @Nullable String tag) {
    throw new FaceException(FaceFailure.MODEL_MISSING);
  }

  @Override
  public PersonProfile profile(String app, String person) {
    throw new FaceException(FaceFailure.MODEL_MISSING);
  }

  @Override
  public List<Membership> listMembers(String app, String group, int start, int length) {
    throw new FaceException(FaceFailure.MODEL_MISSING);
  }

  @Override
  public void joinGroups(
      String app, String person, @Nullable String sourceGroup, List<String> targetGroups) {
    throw new FaceException(FaceFailure.MODEL_MISSING);
  }

  @Override
  public void leaveGroups(String app, String person, List<String> groups) {
    throw new FaceException(FaceFailure.MODEL_MISSING);
  }

  @Override
  public void deletePerson(String app, String person, List<String> groups) {
    throw new FaceException(FaceFailure.MODEL_MISSING);
  }

  @Override
  public SeenFace enrolledFace(String app, String faceToken) {
    throw new FaceException(FaceFailure.MODEL_MISSING);
  }
}
