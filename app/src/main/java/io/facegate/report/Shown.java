package io.facegate.report;

import java.util.regex.Pattern;

/** Text of others as a terminal may show it. */
final class Shown {
  private static final Pattern STEERING = Pattern.compile("\\p{C}");

  private Shown() {}

  /** Without characters that steer a terminal. */
  static String text(String text) {
    return STEERING.matcher(text).replaceAll("?");
  }
}
