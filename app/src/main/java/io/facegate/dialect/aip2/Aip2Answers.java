package io.facegate.dialect.aip2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.core.FaceDetail;
import io.facegate.core.Lookup;
import io.facegate.core.Membership;
import io.facegate.core.PairQuery;
import io.facegate.core.PairScores;
import io.facegate.core.ScoredPerson;
import io.facegate.core.SeenFace;
import io.facegate.core.Verification;
import io.facegate.dialect.Answer;
import io.facegate.dialect.Call;
import io.facegate.dialect.JsonNumbers;
import io.facegate.dialect.aip.Envelope;
import io.facegate.dialect.aip.FaceWords;
import io.facegate.dialect.aip.ResultWords;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Says results in the words of v2. */
final class Aip2Answers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String NOT_ASKED = "0";
  private static final String NOT_JUDGED = "";

  private Aip2Answers() {}

  static Answer compared(Call call, PairQuery query, PairScores scores) {
    ObjectNode more = JSON.objectNode();
    if (query.details().contains(FaceDetail.QUALITY)) {
      qualities(query, scores).ifPresent(text -> more.put("qualities", text));
    }
    faceLiveness(query, scores).ifPresent(text -> more.put("faceliveness", text));
    return results(call, ResultWords.pairs(scores.pairs()), more);
  }

  /* The table calls it a text and shows no example; so it is the text of a list. */
  private static Optional<String> qualities(PairQuery query, PairScores scores) {
    ArrayNode list = JSON.arrayNode();
    boolean known = false;
    for (int i = 0; i < query.pictures().size(); i++) {
      SeenFace seen = scores.faces().get(i);
      Optional<ObjectNode> qualities =
          seen == null ? Optional.empty() : FaceWords.qualities(seen.face());
      known |= qualities.isPresent();
      list.add(qualities.<JsonNode>map(node -> node).orElseGet(JSON::nullNode));
    }
    return known ? Optional.of(list.toString()) : Optional.empty();
  }

  /* 0 stands for a picture that was not asked for, and so cannot for one that was not judged. */
  private static Optional<String> faceLiveness(PairQuery query, PairScores scores) {
    List<String> parts = new ArrayList<>();
    boolean known = false;
    for (int i = 0; i < query.pictures().size(); i++) {
      SeenFace seen = scores.faces().get(i);
      boolean asked = query.livenessOf().contains(i);
      Double score = asked && seen != null ? seen.face().liveness() : null;
      known |= score != null;
      String untold = asked ? NOT_JUDGED : NOT_ASKED;
      parts.add(score == null ? untold : text(score));
    }
    return known ? Optional.of(String.join(",", parts)) : Optional.empty();
  }

  static Answer found(Call call, Set<FaceDetail> asked, Lookup lookup) {
    if (lookup.persons().isEmpty()) {
      throw new FaceException(FaceFailure.NOBODY_MATCHED);
    }
    ArrayNode list = JSON.arrayNode();
    for (ScoredPerson found : lookup.persons()) {
      list.add(ResultWords.candidate(found).put("group_id", found.person().group()));
    }
    return results(call, list, liveness(asked, lookup.faces()));
  }

  /* The reference chapter says result, the chapters of all SDKs results. */
  static Answer verified(Call call, Set<FaceDetail> asked, Verification verification) {
    ArrayNode scores = ResultWords.scores(verification.person().scores());
    ObjectNode answer = JSON.objectNode();
    answer.put("result_num", scores.size());
    answer.set("result", scores);
    answer.set("results", scores);
    return framed(call, answer, liveness(asked, verification.faces()));
  }

  static Answer memberships(Call call, List<Membership> memberships) {
    ArrayNode list = JSON.arrayNode();
    for (Membership membership : memberships) {
      list.addObject()
          .put("uid", membership.person().person())
          .put("user_info", membership.info())
          .put("group_id", membership.person().group());
    }
    return Envelope.results(call, list);
  }

  private static ObjectNode liveness(Set<FaceDetail> asked, List<SeenFace> faces) {
    ObjectNode more = JSON.objectNode();
    if (asked.contains(FaceDetail.LIVENESS)) {
      lowestLiveness(faces).ifPresent(score -> more.put("faceliveness", text(score)));
    }
    return more;
  }

  /* Of several pictures the lowest, so that a live one does not vouch for a printed one. */
  private static OptionalDouble lowestLiveness(List<SeenFace> faces) {
    double lowest = 1;
    for (SeenFace seen : faces) {
      Double score = seen.face().liveness();
      if (score == null) {
        return OptionalDouble.empty();
      }
      lowest = Math.min(lowest, score);
    }
    return faces.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(lowest);
  }

  private static String text(double number) {
    return JsonNumbers.rounded(number).decimalValue().toPlainString();
  }

  private static Answer results(Call call, ArrayNode list, ObjectNode more) {
    ObjectNode answer = JSON.objectNode();
    answer.put("result_num", list.size());
    answer.set("result", list);
    return framed(call, answer, more);
  }

  /** What was asked for beside stands in ext_info, which is there only when it holds something. */
  private static Answer framed(Call call, ObjectNode answer, ObjectNode more) {
    if (!more.isEmpty()) {
      answer.set("ext_info", more);
    }
    return Envelope.framed(call, answer);
  }
}
