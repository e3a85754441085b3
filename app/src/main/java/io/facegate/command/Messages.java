package io.facegate.command;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What commands say, in the operator's language: Chinese where the locale of the environment is
 * Chinese, else English. In a text {@code {0}} stands for the first argument.
 */
final class Messages {
  private static final String BUNDLE = "io.facegate.command.messages";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)\\}");

  private final ResourceBundle bundle;

  private Messages(Locale locale) {
    bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(
                ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The messages in the language of an environment, as POSIX has it (locale, section 8.2). */
  static Messages of(Map<String, String> environment) {
    return new Messages(chinese(environment) ? Locale.CHINESE : Locale.ROOT);
  }

  private static boolean chinese(Map<String, String> environment) {
    for (String variable : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String locale = environment.getOrDefault(variable, "");
      if (!locale.isEmpty()) {
        return locale.toLowerCase(Locale.ROOT).matches("zh([_.@-].*)?");
      }
    }
    return false;
  }

  /**
   * The text of a key.
   *
   * @throws java.util.MissingResourceException when there is none
   */
  String text(String key, Object... arguments) {
    return PLACEHOLDER
        .matcher(bundle.getString(key))
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    String.valueOf(arguments[Integer.parseInt(place.group(1))])));
  }

  /** All texts, for the help of the commands. */
  ResourceBundle bundle() {
    return bundle;
  }
}
