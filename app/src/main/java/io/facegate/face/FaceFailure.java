package io.facegate.face;

/**
 * Everything that can go wrong with a request: one closed set, which each dialect maps to its own
 * codes by an exhaustive switch.
 */
public enum FaceFailure {
  /** The body is not of the form the operation reads. */
  BODY_UNREADABLE,
  BODY_TOO_LARGE,
  /** A required parameter is absent; the detail is its wire name. */
  PARAMETER_MISSING,
  /** A parameter breaks its rules; the detail is its wire name. */
  PARAMETER_INVALID,
  /** A parameter is longer than it may be, or has too many parts; the detail is its name. */
  PARAMETER_TOO_LONG,
  OPERATION_UNKNOWN,

  /** Nothing is where a picture should be, or what cannot be the text form of one. */
  IMAGE_EMPTY,
  /** The bytes are no picture. */
  IMAGE_UNREADABLE,
  /** A picture, but of a kind that is refused, such as GIF. */
  IMAGE_KIND_REFUSED,
  /** Too many bytes or pixels. */
  IMAGE_TOO_LARGE,
  IMAGE_DOWNLOAD_FAILED,
  IMAGE_COUNT_WRONG,
  NO_FACE,
  /** No feature was saved under this face token. */
  TOKEN_UNKNOWN,

  BLURRED,
  BADLY_LIT,
  INCOMPLETE,
  LEFT_EYE_OCCLUDED,
  RIGHT_EYE_OCCLUDED,
  LEFT_CHEEK_OCCLUDED,
  RIGHT_CHEEK_OCCLUDED,
  CHIN_OCCLUDED,
  NOSE_OCCLUDED,
  MOUTH_OCCLUDED,
  /** A quality control was asked for that no installed model can judge. */
  QUALITY_UNJUDGED,
  NOT_LIVE,
  /** A liveness control was asked for that no installed model can judge. */
  LIVENESS_UNJUDGED,
  /** The operation as a whole needs a model that is not installed. */
  MODEL_MISSING,

  APP_UNKNOWN,
  GROUP_UNKNOWN,
  GROUP_EXISTS,
  TARGET_GROUP_UNKNOWN,
  TOO_MANY_GROUPS,
  PERSON_UNKNOWN,
  PERSON_EXISTS,
  FACE_UNKNOWN,
  FACE_EXISTS,
  /** The person has almost the same face already. */
  FACE_NEARLY_IDENTICAL,
  /** The person would be left without a group. */
  LAST_GROUP,
  TOO_MANY_FACES,
  PERSONS_FULL,
  GROUPS_FULL,
  GALLERY_FULL,
  NOBODY_MATCHED,

  OVERLOADED,
  /** The store could not make the change durable; nothing was changed. */
  STORE_FAILED,
  INTERNAL
}
