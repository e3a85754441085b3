package io.facegate.dialect.bfr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.core.Lookup;
import io.facegate.core.PersonProfile;
import io.facegate.core.ScoredPerson;
import io.facegate.core.Verification;
import io.facegate.dialect.Answer;
import io.facegate.dialect.Call;
import io.facegate.dialect.aip.Envelope;
import io.facegate.dialect.aip.ResultWords;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;

/** Says results in the words of BFR. */
final class BfrAnswers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private BfrAnswers() {}

  static Answer verification(Call call, Verification verification) {
    return Envelope.results(call, ResultWords.scores(verification.person().scores()));
  }

  /** Fails with NOBODY_MATCHED when nobody is enrolled there. */
  static Answer identification(Call call, Lookup lookup) {
    if (lookup.persons().isEmpty()) {
      throw new FaceException(FaceFailure.NOBODY_MATCHED);
    }
    ArrayNode persons = JSON.arrayNode();
    lookup.persons().forEach(person -> persons.add(candidate(person)));
    return Envelope.results(call, persons);
  }

  static Answer profile(Call call, PersonProfile profile) {
    ObjectNode answer = JSON.objectNode();
    answer.set("result", ResultWords.profile(profile));
    return Envelope.framed(call, answer);
  }

  /** The example calls the user uid, the table user_id. */
  private static ObjectNode candidate(ScoredPerson found) {
    return ResultWords.candidate(found).put("user_id", found.person().person());
  }
}
