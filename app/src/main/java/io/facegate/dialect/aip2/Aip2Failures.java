package io.facegate.dialect.aip2;

import io.facegate.dialect.aip.ErrorCode;
import io.facegate.dialect.aip.ErrorCodes;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.Set;

/** Says failures in the codes and texts that v2 clients know. */
final class Aip2Failures {
  /** Their examples answer 216612, all others 216611. */
  private static final Set<String> CHANGING_A_USER = Set.of("user-update", "user-delete");

  private Aip2Failures() {}

  static ErrorCode code(String operation, FaceException failure) {
    if (!CHANGING_A_USER.contains(operation)) {
      return ErrorCodes.of(failure, ErrorCode.USER_NOT_EXIST, ErrorCode.FAIL_TO_ADD_USER);
    }
    /* Nobody is in a group that does not exist. */
    return failure.failure() == FaceFailure.GROUP_UNKNOWN
        ? ErrorCode.USER_TO_CHANGE_NOT_EXIST
        : ErrorCodes.of(
            failure, ErrorCode.USER_TO_CHANGE_NOT_EXIST, ErrorCode.FAIL_TO_ADD_USER);
  }
}
