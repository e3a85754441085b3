package io.facegate.dialect.aip;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.core.Membership;
import io.facegate.core.PairScores;
import io.facegate.core.PersonProfile;
import io.facegate.core.ScoredPerson;
import io.facegate.core.SeenFace;
import io.facegate.dialect.JsonNumbers;
import java.util.List;

/** Says what was found, as it stands in result. */
public final class ResultWords {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ResultWords() {}

  /** Faces of a picture. */
  public static ArrayNode faces(List<SeenFace> faces, FaceFieldNames names, FaceWords words) {
    ArrayNode list = JSON.arrayNode();
    faces.forEach(face -> list.add(words.described(face, names)));
    return list;
  }

  /** Every two pictures and their score. */
  public static ArrayNode pairs(List<PairScores.Pair> pairs) {
    ArrayNode list = JSON.arrayNode();
    for (PairScores.Pair pair : pairs) {
      ObjectNode node = list.addObject();
      node.put("index_i", pair.first());
      node.put("index_j", pair.second());
      node.set("score", JsonNumbers.rounded(pair.score()));
    }
    return list;
  }

  /** Scores, best first. */
  public static ArrayNode scores(List<Double> scores) {
    ArrayNode list = JSON.arrayNode();
    scores.forEach(score -> list.add(JsonNumbers.rounded(score)));
    return list;
  }

  /** A user, what was said of it, and how much its faces resemble another. */
  public static ObjectNode candidate(ScoredPerson found) {
    ObjectNode node = user(found.person().person(), found.info());
    node.set("scores", scores(found.scores()));
    return node;
  }

  /** All that is known of a user, in one object. */
  public static ObjectNode profile(PersonProfile profile) {
    ObjectNode node = user(profile.person(), profile.info());
    node.set("groups", ids(profile.groups()));
    return node;
  }

  /** The users of a group. */
  public static ArrayNode members(List<Membership> members) {
    ArrayNode list = JSON.arrayNode();
    members.forEach(member -> list.add(user(member.person().person(), member.info())));
    return list;
  }

  /** Ids as they are. */
  public static ArrayNode ids(List<String> ids) {
    ArrayNode list = JSON.arrayNode();
    ids.forEach(list::add);
    return list;
  }

  private static ObjectNode user(String uid, String info) {
    return JSON.objectNode().put("uid", uid).put("user_info", info);
  }
}
