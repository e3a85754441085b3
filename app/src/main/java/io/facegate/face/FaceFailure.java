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
  OPERATION_UNKNOWN,
  UNAUTHENTICATED,
  FORBIDDEN,
  RATE_LIMITED,

  /** The bytes are no picture, or of a refused kind. */
  IMAGE_UNREADABLE,
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
  TOO_MANY_FACES,
  GALLERY_FULL,
  NOBODY_MATCHED,

  OVERLOADED,
  /** The store could not make the change durable; nothing was changed. */
  STORE_FAILED,
  INTERNAL
}
