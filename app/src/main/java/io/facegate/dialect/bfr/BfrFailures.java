package io.facegate.dialect.bfr;

import io.facegate.dialect.Answer;
import io.facegate.dialect.Call;
import io.facegate.dialect.aip.Envelope;
import io.facegate.dialect.aip.ErrorCode;
import io.facegate.dialect.aip.ErrorCodes;
import io.facegate.face.FaceException;

/** Says failures in the codes and texts of BFR, where a missing user has one code everywhere. */
final class BfrFailures {
  private BfrFailures() {}

  static Answer answer(Call call, FaceException failure) {
    return Envelope.failure(
        call,
        ErrorCodes.of(failure, ErrorCode.USER_NOT_EXIST, ErrorCode.FAIL_TO_ADD_USER));
  }
}
