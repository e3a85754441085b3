package io.facegate.dialect.faceapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.access.Denial;
import io.facegate.core.Comparison;
import io.facegate.core.GroupSummary;
import io.facegate.core.Identification;
import io.facegate.core.KeptFace;
import io.facegate.core.LivenessThresholds;
import io.facegate.core.LivenessVerdict;
import io.facegate.core.Membership;
import io.facegate.core.ScoredCandidate;
import io.facegate.core.SeenFace;
import io.facegate.dialect.Answer;
import io.facegate.dialect.Call;
import io.facegate.dialect.JsonNumbers;
import io.facegate.face.FaceException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Says results in the words of face-api v3. */
final class FaceApiAnswers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private FaceApiAnswers() {}

  static Answer ok(Call call, JsonNode result) {
    return envelope(call, 0, "SUCCESS", result);
  }

  static Answer failure(String operation, Call call, FaceException failure) {
    FaceApiFailures.Code code = FaceApiFailures.code(operation, failure);
    return envelope(call, code.number(), code.text(), JSON.nullNode());
  }

  static Answer denied(Call call, Denial denial) {
    return call.path().contains("/v3/") || call.path().contains("/facehub/")
        ? envelope(call, denial.code(), denial.text(), JSON.nullNode())
        : H5Answers.denied(call, denial);
  }

  static JsonNode detected(List<SeenFace> faces, FaceFieldNames names) {
    ObjectNode result = JSON.objectNode();
    result.put("face_num", faces.size());
    ArrayNode list = result.putArray("face_list");
    faces.forEach(face -> list.add(FaceWords.described(face, names)));
    return result;
  }

  static JsonNode comparison(Comparison comparison) {
    ObjectNode result = JSON.objectNode();
    result.set("score", JsonNumbers.rounded(comparison.score()));
    ArrayNode list = result.putArray("face_list");
    comparison.faces().forEach(face -> list.addObject().put("face_token", face.token()));
    return result;
  }

  static JsonNode identification(Identification found) {
    ObjectNode result = JSON.objectNode();
    result.put("face_token", found.face().token());
    result.set("user_list", candidates(found));
    return result;
  }

  static JsonNode identifications(List<Identification> all) {
    ObjectNode result = JSON.objectNode();
    result.put("face_num", all.size());
    ArrayNode list = result.putArray("face_list");
    for (Identification found : all) {
      ObjectNode face = FaceWords.located(found.face());
      face.set("user_list", candidates(found));
      list.add(face);
    }
    return result;
  }

  static JsonNode liveness(LivenessVerdict verdict, List<FaceFieldNames> names) {
    ObjectNode result = JSON.objectNode();
    result.set("thresholds", livenessThresholds());
    result.set("face_liveness", JsonNumbers.rounded(verdict.score()));
    ArrayNode list = result.putArray("face_list");
    Iterator<FaceFieldNames> ofEach = names.iterator();
    for (SeenFace seen : verdict.faces()) {
      ObjectNode face = FaceWords.described(seen, ofEach.next());
      Double score = seen.face().liveness();
      if (score != null) {
        face.putObject("liveness").set("livemapscore", JsonNumbers.rounded(score));
      }
      list.add(face);
    }
    return result;
  }

  /** By the share of living people who are refused at each. */
  static ObjectNode livenessThresholds() {
    ObjectNode thresholds = JSON.objectNode();
    thresholds.put("frr_1e-4", LivenessThresholds.FRR_1E_4);
    thresholds.put("frr_1e-3", LivenessThresholds.FRR_1E_3);
    thresholds.put("frr_1e-2", LivenessThresholds.FRR_1E_2);
    return thresholds;
  }

  static JsonNode enrolled(SeenFace face) {
    return FaceWords.located(face);
  }

  static JsonNode faces(List<KeptFace> faces) {
    ObjectNode result = JSON.objectNode();
    ArrayNode list = result.putArray("face_list");
    for (KeptFace face : faces) {
      list.addObject().put("face_token", face.token()).put("ctime", time(face.createdAt()));
    }
    return result;
  }

  static JsonNode memberships(List<Membership> memberships) {
    ObjectNode result = JSON.objectNode();
    ArrayNode list = result.putArray("user_list");
    for (Membership membership : memberships) {
      list.addObject()
          .put("user_info", membership.info())
          .put("group_id", membership.person().group());
    }
    return result;
  }

  static JsonNode persons(List<String> ids) {
    return ids("user_id_list", ids);
  }

  static JsonNode groups(List<String> ids) {
    return ids("group_id_list", ids);
  }

  static JsonNode apps(List<String> ids) {
    return ids("app_id_list", ids);
  }

  /** Without envelope, as the document shows it. */
  static Answer groupCounts(Map<String, Integer> counts) {
    ObjectNode answer = JSON.objectNode();
    counts.forEach((app, count) -> answer.putObject(app).put("group_num", count));
    return Answer.ok(answer);
  }

  /** Without envelope, as the document shows it. */
  static Answer groupSummaries(Map<String, GroupSummary> summaries) {
    ObjectNode answer = JSON.objectNode();
    summaries.forEach(
        (group, summary) ->
            answer
                .putObject(group)
                .put("user_num", summary.persons())
                .put("face_num", summary.faces())
                .put("ctime", time(summary.createdAt()))
                .put("utime", time(summary.updatedAt())));
    return Answer.ok(answer);
  }

  private static JsonNode candidates(Identification found) {
    ArrayNode list = JSON.arrayNode();
    for (ScoredCandidate scored : found.candidates()) {
      ObjectNode user = list.addObject();
      user.put("group_id", scored.candidate().person().group());
      user.put("user_id", scored.candidate().person().person());
      user.put("user_info", scored.candidate().personInfo());
      user.set("score", JsonNumbers.rounded(scored.score()));
    }
    return list;
  }

  private static JsonNode ids(String name, List<String> ids) {
    ObjectNode result = JSON.objectNode();
    ArrayNode list = result.putArray(name);
    ids.forEach(list::add);
    return result;
  }

  private static Answer envelope(Call call, int code, String text, JsonNode result) {
    ObjectNode answer = JSON.objectNode();
    answer.put("error_code", code);
    answer.put("error_msg", text);
    answer.put("log_id", call.number());
    answer.put("timestamp", call.receivedAt().getEpochSecond());
    answer.put("cached", 0);
    answer.set("result", result);
    return Answer.ok(answer);
  }

  private static String time(Instant instant) {
    return TIME.format(instant.atZone(ZoneId.systemDefault()));
  }
}
