package io.facegate.dialect.youtu;

import io.facegate.face.FaceFailure;

/** Says failures in the codes of the youtu document's table. */
final class YoutuFailures {
  private YoutuFailures() {}

  /** What stands in code and message. */
  record Code(int number, String text) {}

  static Code code(FaceFailure failure) {
    return switch (failure) {
      case BODY_UNREADABLE, OPERATION_UNKNOWN -> new Code(3, "bad request");
      case OVERLOADED -> new Code(15, "too many requests");
      case PARAMETER_INVALID, IMAGE_COUNT_WRONG, GROUP_EXISTS, LAST_GROUP ->
          new Code(21, "invalid parameter");
      case BODY_TOO_LARGE -> new Code(23, "request body too large");
      case INTERNAL -> new Code(213, "internal error");
      case NO_FACE -> new Code(-1101, "no face detected");
      case IMAGE_UNREADABLE, IMAGE_TOO_LARGE -> new Code(-1102, "picture cannot be decoded");
      case BLURRED, BADLY_LIT, INCOMPLETE, LEFT_EYE_OCCLUDED, RIGHT_EYE_OCCLUDED,
          LEFT_CHEEK_OCCLUDED, RIGHT_CHEEK_OCCLUDED, CHIN_OCCLUDED, NOSE_OCCLUDED, MOUTH_OCCLUDED,
          QUALITY_UNJUDGED, NOT_LIVE, LIVENESS_UNJUDGED, MODEL_MISSING ->
          new Code(-1103, "feature processing failed");
      case STORE_FAILED -> new Code(-1200, "feature storing failed");
      case IMAGE_EMPTY -> new Code(-1300, "picture is empty");
      case PARAMETER_MISSING -> new Code(-1301, "parameter is empty");
      case PERSON_EXISTS -> new Code(-1302, "person already exists");
      case PERSON_UNKNOWN, NOBODY_MATCHED -> new Code(-1303, "person does not exist");
      case PARAMETER_TOO_LONG -> new Code(-1304, "parameter is too long");
      case FACE_UNKNOWN, TOKEN_UNKNOWN -> new Code(-1305, "face does not exist");
      /* An app is what the caller's key says; until somebody is enrolled it has no group. */
      case GROUP_UNKNOWN, TARGET_GROUP_UNKNOWN, APP_UNKNOWN ->
          new Code(-1306, "group does not exist");
      case IMAGE_DOWNLOAD_FAILED -> new Code(-1308, "picture cannot be downloaded from url");
      case TOO_MANY_FACES, GALLERY_FULL -> new Code(-1309, "too many faces");
      case PERSONS_FULL -> new Code(-1310, "too many persons");
      case GROUPS_FULL, TOO_MANY_GROUPS -> new Code(-1311, "too many groups");
      case FACE_NEARLY_IDENTICAL, FACE_EXISTS ->
          new Code(-1312, "person has nearly the same face");
      case IMAGE_KIND_REFUSED -> new Code(-1400, "illegal picture format");
    };
  }
}
