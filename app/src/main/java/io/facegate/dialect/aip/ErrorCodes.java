package io.facegate.dialect.aip;

import io.facegate.face.FaceException;

/** Says failures in the codes and texts of the three interfaces. */
public final class ErrorCodes {
  private ErrorCodes() {}

  /**
   * The code of a failure.
   *
   * @param personUnknown what a missing user is called by this operation of this interface
   * @param full what is said when there is no room for more
   */
  public static ErrorCode of(
      FaceException failure, ErrorCode personUnknown, ErrorCode full) {
    return switch (failure.failure()) {
      case OPERATION_UNKNOWN -> new ErrorCode(3, "Unsupported openapi method");
      case OVERLOADED -> new ErrorCode(2, "Service temporarily unavailable");
      case BODY_UNREADABLE, TOKEN_UNKNOWN -> new ErrorCode(216100, "invalid param");
      case PARAMETER_INVALID ->
          failure.detail().equals("uid")
              ? new ErrorCode(216111, "invalid userid")
              : new ErrorCode(216100, "invalid param");
      /* The message says what is wrong, beside a code that is the general one. */
      case PERSON_EXISTS, GROUP_EXISTS -> new ErrorCode(216100, "already add");
      case PARAMETER_MISSING -> new ErrorCode(216101, "not enough param");
      case MODEL_MISSING, QUALITY_UNJUDGED, LIVENESS_UNJUDGED ->
          new ErrorCode(216102, "service not support");
      case PARAMETER_TOO_LONG, TOO_MANY_GROUPS -> new ErrorCode(216103, "param too long");
      case APP_UNKNOWN -> new ErrorCode(216110, "appid not exist");
      case IMAGE_EMPTY -> new ErrorCode(216200, "empty image");
      case IMAGE_UNREADABLE, IMAGE_KIND_REFUSED, IMAGE_DOWNLOAD_FAILED ->
          new ErrorCode(216201, "image format error");
      case IMAGE_TOO_LARGE, BODY_TOO_LARGE -> new ErrorCode(216202, "image size error");
      case STORE_FAILED -> new ErrorCode(216300, "db error");
      case INTERNAL -> new ErrorCode(216401, "internal error");
      case NO_FACE -> new ErrorCode(216402, "face not found");
      case PERSON_UNKNOWN -> personUnknown;
      case IMAGE_COUNT_WRONG, FACE_UNKNOWN -> new ErrorCode(216614, "not enough images");
      case BLURRED, BADLY_LIT, INCOMPLETE, LEFT_EYE_OCCLUDED, RIGHT_EYE_OCCLUDED,
          LEFT_CHEEK_OCCLUDED, RIGHT_CHEEK_OCCLUDED, CHIN_OCCLUDED, NOSE_OCCLUDED, MOUTH_OCCLUDED,
          NOT_LIVE ->
          new ErrorCode(216615, "fail to process images");
      case FACE_EXISTS, FACE_NEARLY_IDENTICAL -> new ErrorCode(216616, "image exist");
      case TOO_MANY_FACES, PERSONS_FULL, GROUPS_FULL, GALLERY_FULL -> full;
      case GROUP_UNKNOWN, TARGET_GROUP_UNKNOWN, NOBODY_MATCHED ->
          new ErrorCode(216618, "no user in group");
      case LAST_GROUP -> new ErrorCode(216619, "user must be in one group at least");
    };
  }
}
