package io.facegate.dialect.aip1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.core.Lookup;
import io.facegate.core.PersonProfile;
import io.facegate.core.Verification;
import io.facegate.dialect.Answer;
import io.facegate.dialect.Call;
import io.facegate.dialect.aip.Envelope;
import io.facegate.dialect.aip.ResultWords;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;

/** Says results in the words of AIP v1. */
final class Aip1Answers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Aip1Answers() {}

  /** The example calls the list results, the table result; whoever looks for either finds it. */
  static Answer verification(Call call, Verification verification) {
    ArrayNode scores = ResultWords.scores(verification.person().scores());
    ObjectNode answer = JSON.objectNode();
    answer.set("results", scores);
    answer.set("result", scores);
    answer.put("result_num", scores.size());
    return Envelope.framed(call, answer);
  }

  /** Fails with NOBODY_MATCHED when nobody is enrolled there. */
  static Answer identification(Call call, Lookup lookup) {
    if (lookup.persons().isEmpty()) {
      throw new FaceException(FaceFailure.NOBODY_MATCHED);
    }
    ArrayNode persons = JSON.arrayNode();
    lookup.persons().forEach(person -> persons.add(ResultWords.candidate(person)));
    return Envelope.results(call, persons);
  }

  static Answer profile(Call call, PersonProfile profile) {
    ObjectNode answer = JSON.objectNode();
    answer.set("result", ResultWords.profile(profile));
    return Envelope.framed(call, answer);
  }
}
