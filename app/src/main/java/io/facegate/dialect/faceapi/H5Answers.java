package io.facegate.dialect.faceapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.access.Denial;
import io.facegate.core.VideoPicture;
import io.facegate.core.VideoVerdict;
import io.facegate.dialect.Answer;
import io.facegate.dialect.Call;
import io.facegate.dialect.JsonNumbers;
import io.facegate.face.FaceException;
import java.util.Base64;

/** Says results in the words of the H5 liveness operation, which has an envelope of its own. */
final class H5Answers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private H5Answers() {}

  static Answer judged(Call call, VideoVerdict verdict) {
    ObjectNode result = JSON.objectNode();
    result.set("score", JsonNumbers.rounded(verdict.score()));
    result.set("thresholds", FaceApiAnswers.livenessThresholds());
    /* No operation hands out a code, and no model hears well enough what is spoken. */
    result.putObject("code").put("create", "").put("identify", "");
    ArrayNode list = result.putArray("pic_list");
    for (VideoPicture picture : verdict.pictures()) {
      ObjectNode one = list.addObject();
      one.put("face_id", picture.token());
      one.put("pic", Base64.getEncoder().encodeToString(picture.jpeg()));
      one.set("score", JsonNumbers.rounded(picture.score()));
    }
    return envelope(call, 0, "success", result);
  }

  static Answer failure(Call call, FaceException failure) {
    FaceApiFailures.Code code = FaceApiFailures.code("h5-liveness", failure);
    return envelope(call, code.number(), code.text(), JSON.nullNode());
  }

  static Answer denied(Call call, Denial denial) {
    return envelope(call, denial.code(), denial.text(), JSON.nullNode());
  }

  private static Answer envelope(Call call, int number, String text, JsonNode result) {
    ObjectNode answer = JSON.objectNode();
    answer.put("err_no", number);
    answer.put("err_msg", text);
    answer.set("result", result);
    answer.put("timestamp", call.receivedAt().getEpochSecond());
    answer.put("cached", 0);
    answer.put("serverlogid", Long.toString(call.number()));
    return Answer.ok(answer);
  }
}
