package io.facegate.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Changes JSON bodies so that they mostly stay JSON. */
final class FuzzJson {
  private static final String HERE = "\"here it goes\"";
  private static final List<String> VALUES =
      List.of(
          "null", "[]", "[1]", "[null]", "{}", "{\"a\":1}", "[[[]]]", "true", "false", "-1", "0",
          "1", "1e400", "-1e400", "1e-400", "0.5", "1.0", "99999999999999999999", "2147483648",
          "1e64", "9e18", "\"\"", "\" \"", "\"-1\"", "\"1.5\"", "\"1e9\"", "\"NaN\"", "\"0x10\"",
          "\"@ALL\"", "\"a,b,,\"", "\",\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00x\"", "\"人\"",
          "\"../x\"", "\"%00\"", "\"%zz\"", "NaN", "01", "'a'", "\"unfinished", "[\"group1\"]",
          "\"data:image/png;base64,iVBORw0KGgo=\"", "\"AAAA\"", "\"=\"", "\"====\"");

  private final RandomGenerator random;

  FuzzJson(RandomGenerator random) {
    this.random = random;
  }

  /** A request with one change to its body, if that is JSON. */
  FuzzRequest changed(FuzzRequest request, FuzzRequest other) {
    return FuzzForm.json(request)
        .filter(tree -> tree.size() > 0)
        .map(tree -> request.withBody(changed(tree, other)))
        .orElse(request);
  }

  private String changed(JsonNode tree, FuzzRequest other) {
    String text = tree.toString();
    return switch (random.nextInt(12)) {
      case 0 -> "[" + text + "]";
      case 1 -> duplicateKey(tree);
      case 2 -> "[" + text + "," + text + "]";
      case 3 -> merged(tree, other);
      case 4 -> renamed(tree);
      case 5 -> replaced(tree, nested());
      case 6 -> text + (random.nextBoolean() ? text : "}");
      case 7 -> escaped(text);
      default -> replaced(tree, VALUES.get(random.nextInt(VALUES.size())));
    };
  }

  private String replaced(JsonNode tree, String value) {
    JsonNode parent = anyContainer(tree);
    int at = random.nextInt(Math.max(1, parent.size()));
    if (parent instanceof ArrayNode list && !list.isEmpty()) {
      list.set(at, "here it goes");
    } else if (parent instanceof ObjectNode object && !object.isEmpty()) {
      object.put(name(object, at), "here it goes");
    }
    return tree.toString().replace(HERE, value);
  }

  private JsonNode anyContainer(JsonNode tree) {
    List<JsonNode> containers = new ArrayList<>(List.of(tree));
    tree.forEach(
        child -> {
          if (child.isContainerNode() && child.size() > 0) {
            containers.add(child);
          }
        });
    return containers.get(random.nextInt(containers.size()));
  }

  private String duplicateKey(JsonNode tree) {
    if (!(tree instanceof ObjectNode object)) {
      return tree.toString();
    }
    String name = name(object, random.nextInt(object.size()));
    String text = object.toString();
    String again = DialectRig.JSON.valueToTree(name) + ":" + VALUES.get(random.nextInt(12));
    return text.substring(0, text.length() - 1) + "," + again + "}";
  }

  private String merged(JsonNode tree, FuzzRequest other) {
    if (tree instanceof ObjectNode object) {
      for (FuzzForm.Pair pair : FuzzForm.read(other)) {
        if (random.nextBoolean()) {
          object.put(pair.name(), pair.text());
        }
      }
    }
    return tree.toString();
  }

  private String renamed(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      String name = name(object, random.nextInt(object.size()));
      JsonNode value = object.remove(name);
      String other =
          switch (random.nextInt(6)) {
            case 0 -> name + "s";
            case 1 -> name.replace("_", "");
            case 2 -> name + "[]";
            case 3 -> "n".repeat(1 + random.nextInt(5000));
            case 4 -> name.toUpperCase(Locale.ROOT);
            default -> "";
          };
      object.set(other, value);
    }
    return tree.toString();
  }

  private String nested() {
    int depth = random.nextInt(20) == 0 ? 20_000 : 1 + random.nextInt(60);
    return switch (random.nextInt(3)) {
      case 0 -> "[".repeat(depth) + "]".repeat(depth);
      case 1 -> "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
      default -> "[" + "[],".repeat(depth) + "1]";
    };
  }

  /* Any character may be written as an escape (RFC 8259, section 7). */
  private String escaped(String text) {
    StringBuilder out = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      boolean isQuote = one == '"' && (i == 0 || text.charAt(i - 1) != '\\');
      inside ^= isQuote;
      if (inside && Character.isLetterOrDigit(one) && random.nextInt(8) == 0
          && text.charAt(i - 1) != '\\') {
        out.append("\\u%04x".formatted((int) one));
      } else {
        out.append(one);
      }
    }
    return out.toString();
  }

  private static String name(ObjectNode object, int at) {
    return object.properties().stream().skip(at).map(Map.Entry::getKey).findFirst().orElse("");
  }
}
