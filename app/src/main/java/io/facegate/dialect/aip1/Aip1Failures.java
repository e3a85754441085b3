package io.facegate.dialect.aip1;

import io.facegate.dialect.Answer;
import io.facegate.dialect.Call;
import io.facegate.dialect.aip.Envelope;
import io.facegate.dialect.aip.ErrorCode;
import io.facegate.dialect.aip.ErrorCodes;
import io.facegate.face.FaceException;
import java.util.Set;

/** Says failures in the codes and texts that v1 clients know. */
final class Aip1Failures {
  /** Where the examples call a missing user 216612, and not 216611 as the table has it. */
  private static final Set<String> CHANGING = Set.of("user-update", "user-delete");

  private Aip1Failures() {}

  static Answer answer(String operation, Call call, FaceException failure) {
    ErrorCode personUnknown =
        CHANGING.contains(operation)
            ? ErrorCode.USER_TO_CHANGE_NOT_EXIST
            : ErrorCode.USER_NOT_EXIST;
    return Envelope.failure(
        call, ErrorCodes.of(failure, personUnknown, ErrorCode.FAIL_TO_ADD_USER));
  }
}
