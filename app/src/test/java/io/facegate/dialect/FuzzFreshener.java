package io.facegate.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Gives requests pictures with faces in them, and ids that others have used. */
final class FuzzFreshener {
  private final RandomGenerator random;
  private final FuzzValues values;

  FuzzFreshener(RandomGenerator random, FuzzValues values) {
    this.random = random;
    this.values = values;
  }

  FuzzRequest fresh(FuzzRequest request) {
    FuzzRequest asked =
        request.query().isEmpty()
            ? request
            : request.withTarget(
                request.path() + "?" + FuzzForm.encoded(fresh(FuzzForm.pairs(request.query()))));
    return switch (FuzzForm.kind(asked)) {
      case OTHER -> asked;
      case FORM -> asked.withBody(FuzzForm.encoded(fresh(FuzzForm.read(asked))));
      case MULTIPART -> parts(asked);
      case JSON ->
          FuzzForm.json(asked)
              .map(tree -> asked.withBody(fresh("", tree).toString()))
              .orElse(asked);
      case PERCENT_JSON ->
          FuzzForm.json(asked)
              .map(tree -> asked.withBody(FuzzForm.percent(fresh("", tree).toString())))
              .orElse(asked);
    };
  }

  private FuzzRequest parts(FuzzRequest request) {
    List<FuzzForm.Pair> pairs = new ArrayList<>();
    for (FuzzForm.Pair pair : FuzzForm.read(request)) {
      pairs.add(
          FuzzValues.isPicture(pair.name())
              ? new FuzzForm.Pair(pair.name(), new FuzzRequest.Bytes(values.picture()))
              : fresh(pair));
    }
    return FuzzForm.multipart(request, "----fuzz" + random.nextInt(1000), pairs);
  }

  private List<FuzzForm.Pair> fresh(List<FuzzForm.Pair> pairs) {
    return pairs.stream().map(this::fresh).toList();
  }

  private FuzzForm.Pair fresh(FuzzForm.Pair pair) {
    return kept()
        ? pair
        : values
            .fresh(pair.name(), pair.text())
            .map(value -> new FuzzForm.Pair(pair.name(), value))
            .orElse(pair);
  }

  private JsonNode fresh(String name, JsonNode value) {
    if (value instanceof ObjectNode object) {
      object.properties().forEach(member -> member.setValue(
          fresh(member.getKey(), member.getValue())));
      if (object.path("image_type").isTextual()) {
        fitted(object);
      }
      return object;
    }
    if (value instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, fresh(name, list.get(i)));
      }
      return list;
    }
    return kept() || !value.isValueNode()
        ? value
        : values.fresh(name, value.asText()).<JsonNode>map(TextNode::new).orElse(value);
  }

  /* A picture, and what it is said to be. */
  private void fitted(ObjectNode object) {
    int choice = random.nextInt(10);
    if (choice < 7) {
      object.put("image_type", "BASE64").put("image", values.base64());
    } else if (choice < 9) {
      object.put("image_type", "FACE_TOKEN").put("image", values.token());
    } else {
      object.put("image_type", "URL").put("image", values.url());
    }
  }

  private boolean kept() {
    return random.nextInt(10) == 0;
  }
}
