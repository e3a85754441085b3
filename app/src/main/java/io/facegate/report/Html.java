package io.facegate.report;

import java.util.Base64;
import java.util.Locale;

/** Pieces of HTML. */
final class Html {
  private Html() {}

  /** Text as content or as the value of an attribute in double quotation marks. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char sign = text.charAt(at);
      switch (sign) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(isWritable(text, at) ? sign : '\uFFFD');
      }
    }
    return safe.toString();
  }

  /* Control signs, signs that turn the direction of writing, and halves of signs mislead. */
  private static boolean isWritable(String text, int at) {
    char sign = text.charAt(at);
    if (Character.isHighSurrogate(sign)) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(sign)) {
      return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
    return !Character.isISOControl(sign) && Character.getType(sign) != Character.FORMAT;
  }

  /** A picture of a JPEG that needs no file. */
  static String picture(byte[] jpeg, Frame frame, String meaning) {
    return "<img width=\"%d\" height=\"%d\" alt=\"%s\" src=\"data:image/jpeg;base64,%s\">"
        .formatted(
            frame.width(),
            frame.height(),
            escaped(meaning),
            Base64.getEncoder().encodeToString(jpeg));
  }

  /** A number with so many decimals, the same in every country. */
  static String number(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
  }
}
