package io.facegate.dialect.aip;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.access.Denial;
import io.facegate.dialect.Answer;
import io.facegate.dialect.Call;

/**
 * The frame of every answer: log_id always, error_code only in errors, and HTTP status 200 for
 * both, since real clients take any other status for a network fault.
 */
public final class Envelope {
  private Envelope() {}

  /** Nothing but that it is done. */
  public static Answer done(Call call) {
    return framed(call, JsonNodeFactory.instance.objectNode());
  }

  /** A list and its length. */
  public static Answer results(Call call, ArrayNode results) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("result_num", results.size());
    answer.set("result", results);
    return framed(call, answer);
  }

  /** An answer with members of its own; log_id is added to them. */
  public static Answer framed(Call call, ObjectNode answer) {
    answer.put("log_id", call.number());
    return Answer.ok(answer);
  }

  /** What went wrong. */
  public static Answer failure(Call call, ErrorCode code) {
    return error(call, code.number(), code.text());
  }

  /** Why a caller is turned away. */
  public static Answer denied(Call call, Denial denial) {
    return error(call, denial.code(), denial.text());
  }

  private static Answer error(Call call, int number, String text) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("error_code", number);
    answer.put("log_id", call.number());
    answer.put("error_msg", text);
    return Answer.ok(answer);
  }
}
