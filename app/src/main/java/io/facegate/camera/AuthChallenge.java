package io.facegate.camera;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One way of authenticating that a server offers (RFC 9110, 11.6.1).
 *
 * @param scheme in lower case
 * @param parameters by name in lower case
 */
record AuthChallenge(String scheme, Map<String, String> parameters) {
  private static final int PARAMETERS_MAX = 32;

  /** A parameter's value, or empty. */
  String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** All challenges of an answer: several in one header, or several headers, or both. */
  static List<AuthChallenge> parse(List<String> headers) {
    List<AuthChallenge> challenges = new ArrayList<>();
    for (String header : headers) {
      new Scanner(header).into(challenges);
    }
    return challenges;
  }

  private static final class Scanner {
    private final String text;
    private int position;

    Scanner(String text) {
      this.text = text;
    }

    void into(List<AuthChallenge> challenges) {
      Map<String, String> parameters = new LinkedHashMap<>();
      while (position < text.length()) {
        skip(" \t,");
        String name = token().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
          position++;
          continue;
        }
        skip(" \t");
        if (position < text.length() && text.charAt(position) == '=') {
          position++;
          skip(" \t");
          String value = value();
          if (parameters.size() < PARAMETERS_MAX) {
            parameters.putIfAbsent(name, value);
          }
        } else {
          parameters = new LinkedHashMap<>();
          challenges.add(new AuthChallenge(name, parameters));
        }
      }
    }

    private void skip(String characters) {
      while (position < text.length() && characters.indexOf(text.charAt(position)) >= 0) {
        position++;
      }
    }

    private String token() {
      int start = position;
      while (position < text.length() && " \t,=\"".indexOf(text.charAt(position)) < 0) {
        position++;
      }
      return text.substring(start, position);
    }

    private String value() {
      if (position >= text.length() || text.charAt(position) != '"') {
        return token();
      }
      StringBuilder value = new StringBuilder();
      for (position++; position < text.length() && text.charAt(position) != '"'; position++) {
        if (text.charAt(position) == '\\' && position + 1 < text.length()) {
          position++;
        }
        value.append(text.charAt(position));
      }
      position++;
      return value.toString();
    }
  }
}
