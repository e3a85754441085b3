package io.facegate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/** JSON as people like to read it: what fits on a line stays on it, numbers are run together. */
final class JsonText {
  private static final int WIDTH_MAX = 100;

  private final StringBuilder text = new StringBuilder();

  JsonText(JsonNode node) {
    value(node, "", 0);
    text.append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /* indent is that of the line; before is how much stands on it already, behind the indent. */
  private void value(JsonNode node, String indent, int before) {
    String flat = flat(node);
    boolean fits = indent.length() + before + flat.length() < WIDTH_MAX;
    if (node.isValueNode() || (fits && !indent.isEmpty() && depth(node) < 3)) {
      text.append(flat);
    } else if (node.isArray() && node.get(0).isNumber()) {
      numbers(node, indent);
    } else {
      members(node, indent);
    }
  }

  private void numbers(JsonNode array, String indent) {
    String inner = indent + "  ";
    text.append("[\n").append(inner);
    int used = inner.length();
    for (int i = 0; i < array.size(); i++) {
      String number = flat(array.get(i)) + (i + 1 < array.size() ? "," : "");
      if (i > 0 && used + 1 + number.length() > WIDTH_MAX) {
        text.append('\n').append(inner);
        used = inner.length();
      } else if (i > 0) {
        text.append(' ');
        used++;
      }
      text.append(number);
      used += number.length();
    }
    text.append('\n').append(indent).append(']');
  }

  private void members(JsonNode node, String indent) {
    String inner = indent + "  ";
    text.append(node.isArray() ? "[\n" : "{\n");
    Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
    for (int i = 0; i < node.size(); i++) {
      text.append(inner);
      if (node.isArray()) {
        value(node.get(i), inner, 0);
      } else {
        Map.Entry<String, JsonNode> field = fields.next();
        String name = "\"" + field.getKey() + "\": ";
        text.append(name);
        value(field.getValue(), inner, name.length());
      }
      text.append(i + 1 < node.size() ? ",\n" : "\n");
    }
    text.append(indent).append(node.isArray() ? ']' : '}');
  }

  private static int depth(JsonNode node) {
    int deepest = 0;
    for (JsonNode child : node) {
      deepest = Math.max(deepest, depth(child));
    }
    return node.isValueNode() ? 0 : deepest + 1;
  }

  private static String flat(JsonNode node) {
    if (node.isValueNode()) {
      return node.isBigDecimal() ? node.decimalValue().toPlainString() : node.toString();
    }
    StringBuilder flat = new StringBuilder(node.isArray() ? "[" : "{");
    Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
    for (int i = 0; i < node.size(); i++) {
      flat.append(i == 0 ? "" : ", ");
      if (node.isArray()) {
        flat.append(flat(node.get(i)));
      } else {
        Map.Entry<String, JsonNode> field = fields.next();
        flat.append('"').append(field.getKey()).append("\": ").append(flat(field.getValue()));
      }
    }
    return flat.append(node.isArray() ? ']' : '}').toString();
  }
}
