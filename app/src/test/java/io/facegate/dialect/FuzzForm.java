package io.facegate.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names and values of a request, and the forms in which they can be sent. */
final class FuzzForm {
  private static final Pattern NAME = Pattern.compile("name\\s*=\\s*\"?([^\";\\r\\n]*)");

  private FuzzForm() {}

  /** One name and what it stands for. */
  record Pair(String name, FuzzRequest.Bytes value) {
    Pair(String name, String value) {
      this(name, FuzzRequest.Bytes.of(value));
    }

    String text() {
      return new String(value.array(), StandardCharsets.UTF_8);
    }
  }

  /** How a body is written. */
  enum Kind {
    JSON,
    PERCENT_JSON,
    FORM,
    MULTIPART,
    OTHER
  }

  static Kind kind(FuzzRequest request) {
    String start = request.body().latin().stripLeading();
    if (start.startsWith("{") || start.startsWith("[")) {
      return Kind.JSON;
    }
    if (start.startsWith("%7B") || start.startsWith("%7b")) {
      return Kind.PERCENT_JSON;
    }
    if (start.startsWith("--")) {
      return Kind.MULTIPART;
    }
    return start.indexOf('=') > 0 ? Kind.FORM : Kind.OTHER;
  }

  /** All names and values of a body, as far as they can be told. */
  static List<Pair> read(FuzzRequest request) {
    return switch (kind(request)) {
      case FORM -> pairs(request.body().latin());
      case MULTIPART -> parts(request.body().latin());
      case JSON, PERCENT_JSON -> json(request).map(FuzzForm::members).orElse(List.of());
      case OTHER -> List.of();
    };
  }

  /** The body's tree, if it is JSON. */
  static Optional<JsonNode> json(FuzzRequest request) {
    byte[] body =
        kind(request) == Kind.PERCENT_JSON
            ? decoded(request.body().latin(), true)
            : request.body().array();
    try {
      return Optional.ofNullable(DialectRig.JSON.readTree(body));
    } catch (IOException broken) {
      return Optional.empty();
    }
  }

  /** A body of the same kind with other pairs; JSON loses what is nested. */
  static FuzzRequest written(FuzzRequest request, Kind kind, List<Pair> pairs) {
    return switch (kind) {
      case FORM ->
          request
              .with("Content-Type", "application/x-www-form-urlencoded")
              .withBody(encoded(pairs));
      case MULTIPART -> multipart(request, "fuzz", pairs);
      case JSON -> request.with("Content-Type", "application/json").withBody(object(pairs));
      case PERCENT_JSON -> request.withBody(percent(object(pairs)));
      case OTHER -> inQuery(request, pairs);
    };
  }

  static FuzzRequest multipart(FuzzRequest request, String boundary, List<Pair> pairs) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Pair pair : pairs) {
      String head =
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n"
              .formatted(boundary, pair.name());
      body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      body.writeBytes(pair.value().array());
      body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return request
        .with("Content-Type", "multipart/form-data; boundary=" + boundary)
        .withBody(new FuzzRequest.Bytes(body.toByteArray()));
  }

  /** With the pairs in the query, and no body. */
  static FuzzRequest inQuery(FuzzRequest request, List<Pair> pairs) {
    String query = request.query().isEmpty() ? "" : request.query() + "&";
    return request.withTarget(request.path() + "?" + query + encoded(pairs)).withBody("");
  }

  static String encoded(List<Pair> pairs) {
    return pairs.stream()
        .map(pair -> percent(pair.name()) + "=" + percent(pair.text()))
        .collect(Collectors.joining("&"));
  }

  static String percent(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The pairs of an urlencoded form. */
  static List<Pair> pairs(String form) {
    List<Pair> pairs = new ArrayList<>();
    for (String one : form.split("&")) {
      if (!one.isEmpty()) {
        int equals = one.indexOf('=');
        String name = equals < 0 ? one : one.substring(0, equals);
        String value = equals < 0 ? "" : one.substring(equals + 1);
        pairs.add(
            new Pair(
                new String(decoded(name, true), StandardCharsets.UTF_8),
                new FuzzRequest.Bytes(decoded(value, true))));
      }
    }
    return pairs;
  }

  /** Percent-encoding undone where there is any, and the rest as it is. */
  static byte[] decoded(String latin, boolean plusIsSpace) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(latin.length());
    for (int i = 0; i < latin.length(); i++) {
      char one = latin.charAt(i);
      boolean isCode = one == '%' && i + 2 < latin.length();
      int high = isCode ? Character.digit(latin.charAt(i + 1), 16) : -1;
      int low = isCode ? Character.digit(latin.charAt(i + 2), 16) : -1;
      if (high >= 0 && low >= 0) {
        out.write(16 * high + low);
        i += 2;
      } else {
        out.write(one == '+' && plusIsSpace ? ' ' : one);
      }
    }
    return out.toByteArray();
  }

  private static List<Pair> parts(String body) {
    String delimiter = body.lines().findFirst().orElse("").stripTrailing();
    List<Pair> pairs = new ArrayList<>();
    if (delimiter.length() < 3) {
      return pairs;
    }
    for (String part : body.split(Pattern.quote(delimiter))) {
      String normal = part.contains("\r\n\r\n") ? "\r\n" : "\n";
      int blank = part.indexOf(normal + normal);
      Matcher name = NAME.matcher(part);
      if (blank > 0 && name.find() && name.start() < blank) {
        String value = part.substring(blank + 2 * normal.length());
        String content =
            value.endsWith(normal)
                ? value.substring(0, value.length() - normal.length())
                : value;
        pairs.add(new Pair(name.group(1), FuzzRequest.Bytes.ofLatin(content)));
      }
    }
    return pairs;
  }

  private static List<Pair> members(JsonNode tree) {
    List<Pair> pairs = new ArrayList<>();
    JsonNode first = tree.isArray() && tree.size() > 0 ? tree.get(0) : tree;
    for (Map.Entry<String, JsonNode> member : first.properties()) {
      JsonNode value = member.getValue();
      if (value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          pairs.add(new Pair(member.getKey() + "[" + i + "]", value.get(i).asText()));
        }
      } else {
        pairs.add(new Pair(member.getKey(), value.asText()));
      }
    }
    return pairs;
  }

  private static String object(List<Pair> pairs) {
    ObjectNode object = DialectRig.JSON.createObjectNode();
    for (Pair pair : pairs) {
      String bare = pair.name().replaceFirst("\\[\\d*]$", "");
      if (!bare.equals(pair.name())) {
        JsonNode list = object.get(bare);
        (list instanceof ArrayNode there ? there : object.putArray(bare)).add(pair.text());
      } else {
        object.put(pair.name(), pair.text());
      }
    }
    return object.toString();
  }
}
