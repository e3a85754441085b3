package io.facegate.dialect.youtu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.access.Denial;
import io.facegate.core.FaceDetail;
import io.facegate.core.FaceOutcome;
import io.facegate.core.Lookup;
import io.facegate.core.PersonEnrollment;
import io.facegate.core.PersonProfile;
import io.facegate.core.ScoredPerson;
import io.facegate.core.SeenFace;
import io.facegate.core.Verification;
import io.facegate.dialect.Answer;
import io.facegate.dialect.FaceField;
import io.facegate.dialect.FaceFieldTable;
import io.facegate.dialect.FaceMeasures;
import io.facegate.dialect.JsonNumbers;
import io.facegate.face.Box;
import io.facegate.face.Expression;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.Gender;
import io.facegate.face.Glasses;
import io.facegate.face.HeadPose;
import io.facegate.face.Odds;
import io.facegate.face.Traits;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Says results in the words of the youtu document, members in the order of its examples. */
final class YoutuAnswers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int TURN_DEGREES_MAX = 30;
  private static final int AGE_YEARS_MAX = 100;

  /** What stands in FaceItem beside place and angles. */
  static final FaceFieldTable FACE_ITEM =
      new FaceFieldTable(
          List.of(
              FaceField.always("age", FaceDetail.TRAITS),
              FaceField.always("gender", FaceDetail.TRAITS),
              FaceField.always("glass", FaceDetail.TRAITS),
              FaceField.always("expression", FaceDetail.TRAITS)));

  private YoutuAnswers() {}

  static Answer ok(ObjectNode data) {
    return envelope(data, 0, "OK");
  }

  static Answer failure(FaceException failure) {
    Optional<ObjectNode> data =
        failure.picture().isPresent()
            ? Optional.of(failFlag(failure.picture().getAsInt()))
            : Optional.empty();
    YoutuFailures.Code code = YoutuFailures.code(failure.failure());
    boolean named =
        switch (failure.failure()) {
          case PARAMETER_MISSING, PARAMETER_INVALID, PARAMETER_TOO_LONG -> true;
          default -> false;
        };
    String text = named ? code.text() + ": " + failure.detail() : code.text();
    return data.map(found -> envelope(found, code.number(), text))
        .orElseGet(() -> bare(code.number(), text));
  }

  static Answer denied(Denial denial) {
    return bare(denial.code(), denial.text());
  }

  static Answer enrolled(PersonEnrollment enrollment, List<SeenFace> faces) {
    ObjectNode data = JSON.objectNode();
    data.put("person_id", enrollment.person());
    data.put("suc_group", enrollment.groups().size());
    data.put("suc_face", faces.size());
    data.put("session_id", "");
    data.put("face_id", faces.getFirst().token());
    data.set("group_ids", texts(enrollment.groups()));
    return ok(data);
  }

  static Answer personDeleted(String person) {
    ObjectNode data = JSON.objectNode();
    data.put("deleted", 1);
    data.put("person_id", person);
    data.put("session_id", "");
    return ok(data);
  }

  /** What one bad picture did not keep from being added; with bad ones alone, the first's code. */
  static Answer added(List<FaceOutcome> outcomes) {
    ArrayNode faceIds = JSON.arrayNode();
    ArrayNode codes = JSON.arrayNode();
    for (FaceOutcome outcome : outcomes) {
      switch (outcome) {
        case FaceOutcome.Added added -> {
          faceIds.add(added.face().token());
          codes.add(0);
        }
        case FaceOutcome.Failed failed -> codes.add(number(failed.failure()));
      }
    }
    ObjectNode data = JSON.objectNode();
    data.put("added", faceIds.size());
    data.put("session_id", "");
    data.set("face_ids", faceIds);
    data.set("ret_codes", codes);
    if (faceIds.isEmpty() && outcomes.getFirst() instanceof FaceOutcome.Failed first) {
      YoutuFailures.Code code = YoutuFailures.code(first.failure());
      return envelope(data, code.number(), code.text());
    }
    return ok(data);
  }

  static Answer facesDeleted(List<String> faceIds) {
    ObjectNode data = JSON.objectNode();
    data.put("deleted", faceIds.size());
    data.set("face_ids", texts(faceIds));
    data.put("session_id", "");
    return ok(data);
  }

  static Answer described(String person) {
    ObjectNode data = JSON.objectNode();
    data.put("person_id", person);
    data.put("session_id", "");
    return ok(data);
  }

  static Answer profile(PersonProfile profile) {
    ObjectNode data = JSON.objectNode();
    data.put("person_id", profile.person());
    data.put("person_name", profile.info());
    data.set("face_ids", texts(profile.faceTokens()));
    data.set("group_ids", texts(profile.groups()));
    data.put("tag", profile.tag());
    data.put("session_id", "");
    return ok(data);
  }

  /** A list that is all there is to tell. */
  static Answer list(String name, List<String> ids) {
    ObjectNode data = JSON.objectNode();
    data.set(name, texts(ids));
    return ok(data);
  }

  static Answer faceInfo(SeenFace seen) {
    ObjectNode data = JSON.objectNode();
    data.set("face_info", faceItem(seen));
    return ok(data);
  }

  static Answer verified(Verification verification) {
    ObjectNode data = JSON.objectNode();
    data.put("session_id", "");
    data.set("confidence", fraction(verification.person().scores().getFirst()));
    data.put("ismatch", verification.same());
    return ok(data);
  }

  static Answer candidates(Lookup found) {
    ObjectNode data = JSON.objectNode();
    data.put("session_id", "");
    ArrayNode list = data.putArray("candidates");
    for (ScoredPerson person : found.persons()) {
      ObjectNode candidate = list.addObject();
      candidate.put("person_id", person.person().person());
      candidate.put("face_id", person.faceToken());
      candidate.set("confidence", fraction(person.scores().getFirst()));
      candidate.put("tag", person.tag());
    }
    return ok(data);
  }

  static Answer similarity(double score) {
    ObjectNode data = JSON.objectNode();
    data.set("similarity", fraction(score));
    data.put("session_id", "");
    return ok(data);
  }

  private static ObjectNode faceItem(SeenFace seen) {
    Box box = seen.face().box().in(seen.imageWidth(), seen.imageHeight());
    ObjectNode item = JSON.objectNode();
    item.put("face_id", seen.token());
    item.put("x", whole(box.left()));
    item.put("y", whole(box.top()));
    item.set("height", fraction(box.height()));
    item.set("width", fraction(box.width()));
    HeadPose pose = seen.face().pose();
    if (pose != null) {
      item.put("pitch", turn(pose.pitch()));
    }
    item.put("roll", whole(FaceMeasures.roll(seen.face())));
    if (pose != null) {
      item.put("yaw", turn(pose.yaw()));
    }
    Traits traits = seen.face().traits();
    if (traits != null) {
      putTraits(item, traits);
    }
    return item;
  }

  private static void putTraits(ObjectNode item, Traits traits) {
    item.put("age", Math.clamp(whole(traits.ageYears()), 0, AGE_YEARS_MAX));
    item.put("gender", whole(100 * traits.gender().of(Gender.MALE)));
    item.put("glass", traits.glasses().of(Glasses.NONE) < 0.5);
    Odds<Expression> expression = traits.expression();
    /* A scale on which a smile is 50: what to expect of the three, weighted by their odds. */
    item.put(
        "expression",
        whole(50 * expression.of(Expression.SMILE) + 100 * expression.of(Expression.LAUGH)));
  }

  private static int turn(double degrees) {
    return Math.clamp(whole(degrees), -TURN_DEGREES_MAX, TURN_DEGREES_MAX);
  }

  private static int whole(double value) {
    return (int) Math.round(value);
  }

  /** A number that shows itself to be a fraction: 64.0. */
  private static JsonNode fraction(double value) {
    BigDecimal plain = JsonNumbers.rounded(value).decimalValue();
    return JSON.numberNode(plain.scale() < 1 ? plain.setScale(1) : plain);
  }

  private static ObjectNode failFlag(int picture) {
    ObjectNode data = JSON.objectNode();
    data.put("session_id", "");
    data.put("fail_flag", picture + 1);
    return data;
  }

  private static int number(FaceFailure failure) {
    return YoutuFailures.code(failure).number();
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode list = JSON.arrayNode();
    texts.forEach(list::add);
    return list;
  }

  private static Answer envelope(ObjectNode data, int code, String text) {
    ObjectNode answer = JSON.objectNode();
    answer.set("data", data);
    return Answer.ok(answer.put("code", code).put("message", text));
  }

  private static Answer bare(int code, String text) {
    return Answer.ok(JSON.objectNode().put("code", code).put("message", text));
  }
}
