package io.facegate.dialect.aip;

import io.facegate.core.Control;
import io.facegate.core.DetectQuery;
import io.facegate.core.LookupQuery;
import io.facegate.core.PairQuery;
import io.facegate.core.PersonEnrollment;
import io.facegate.core.PersonLimits;
import io.facegate.core.Probe;
import io.facegate.core.VerifyQuery;
import io.facegate.dialect.Call;
import io.facegate.dialect.Parameters;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PictureSpec;
import java.util.List;
import java.util.Set;

/**
 * Reads the requests that AIP v1 and BFR share but for their paths: a user is one in all its
 * groups, and may be shown in several pictures.
 */
public final class PersonRequests {
  /** Of the picture whose faces are described, as base64. */
  public static final int DETECT_LENGTH_MAX = 2 << 20;

  /** Of all other pictures of a request together, as base64. */
  public static final int PICTURES_LENGTH_MAX = 20 << 20;

  private static final int FACES_MAX = 50;
  private static final int PERSONS_MAX = 50;
  private static final int SCORES_MAX = 100;

  private PersonRequests() {}

  /** A detection and what to answer of each face. */
  public record Detect(DetectQuery query, FaceFieldNames names) {}

  /** Which faces a picture shows. */
  public static Detect detect(Call call) {
    Parameters parameters = call.parameters();
    FaceFieldNames names = FaceFieldNames.of(parameters, "face_fields");
    int facesMax = Counts.top(parameters, "max_face_num", FACES_MAX);
    Probe probe =
        new Probe(
            Pictures.one(parameters, DETECT_LENGTH_MAX),
            PictureSpec.COMMON,
            Control.NONE,
            Control.NONE);
    return new Detect(
        new DetectQuery(app(call), probe, names.details(), facesMax, false), names);
  }

  /** How much pictures resemble each other. */
  public static PairQuery match(Call call) {
    return new PairQuery(
        app(call),
        Pictures.numbered(call.parameters(), PICTURES_LENGTH_MAX),
        Set.of(),
        Set.of());
  }

  /** More pictures of a user, who may be new, wherever it is and in some groups. */
  public static PersonEnrollment add(Call call, List<String> groups) {
    Parameters parameters = call.parameters();
    String uid = uid(call);
    String info =
        Ids.userInfo(parameters)
            .orElseThrow(() -> new FaceException(FaceFailure.PARAMETER_MISSING, "user_info"));
    return new PersonEnrollment(
        app(call),
        uid,
        Pictures.several(parameters, PICTURES_LENGTH_MAX),
        groups,
        PersonEnrollment.Scope.EVERYWHERE,
        PersonEnrollment.Mode.APPEND,
        info,
        null,
        PersonLimits.OPEN);
  }

  /** Other pictures of a user, wherever it is. */
  public static PersonEnrollment update(Call call) {
    String uid = uid(call);
    return new PersonEnrollment(
        app(call),
        uid,
        Pictures.several(call.parameters(), PICTURES_LENGTH_MAX),
        List.of(),
        PersonEnrollment.Scope.EVERYWHERE,
        PersonEnrollment.Mode.UPDATE,
        null,
        null,
        PersonLimits.OPEN);
  }

  /** Whether pictures show a user. */
  public static VerifyQuery verify(Call call, String dialect) {
    Parameters parameters = call.parameters();
    String uid = uid(call);
    int scoresMax = Counts.top(parameters, "top_num", SCORES_MAX);
    return new VerifyQuery(
        dialect,
        app(call),
        Pictures.several(parameters, PICTURES_LENGTH_MAX),
        uid,
        List.of(),
        scoresMax,
        Set.of());
  }

  /** Who is like the one that pictures show, in some groups or, without any, in all the app. */
  public static LookupQuery identify(Call call, String dialect, List<String> groups) {
    Parameters parameters = call.parameters();
    int personsMax = Counts.top(parameters, "user_top_num", PERSONS_MAX);
    int scoresMax = Counts.top(parameters, "face_top_num", SCORES_MAX);
    return new LookupQuery(
        dialect,
        app(call),
        Pictures.several(parameters, PICTURES_LENGTH_MAX),
        groups,
        true,
        personsMax,
        scoresMax,
        Set.of());
  }

  /** The app of the caller's key. */
  public static String app(Call call) {
    return call.admission().app();
  }

  /** The user asked for. */
  public static String uid(Call call) {
    return Ids.required(call.parameters(), "uid");
  }

  /** The group asked for. */
  public static String group(Call call) {
    return Ids.required(call.parameters(), "group_id");
  }
}
