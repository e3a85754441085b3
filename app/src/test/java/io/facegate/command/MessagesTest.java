package io.facegate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both languages say the same, nothing is missing, and nothing is left over. */
class MessagesTest {
  private static final Path CODE = Path.of("src/main/java/io/facegate/command");
  private static final Path TEXTS = Path.of("src/main/resources/io/facegate/command");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d\\}|%n|%%");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z]*(\\.[A-Za-z]+)+)\"");
  private static final Pattern HELP =
      Pattern.compile("(facegate\\.([a-z-]+\\.)*)?usage\\.[A-Za-z]+(\\.\\d+)?");

  private static Map<String, String> texts(String file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(TEXTS.resolve(file))) {
      properties.load(reader);
    }
    Map<String, String> texts = new TreeMap<>();
    properties.forEach((key, text) -> texts.put((String) key, (String) text));
    return texts;
  }

  private static List<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(found -> found.group()).sorted().toList();
  }

  @Test
  void bothLanguagesHaveTheSameKeysAndPlaceholders() throws IOException {
    Map<String, String> english = texts("messages.properties");
    Map<String, String> chinese = texts("messages_zh.properties");
    assertEquals(english.keySet(), chinese.keySet());
    english.forEach(
        (key, text) -> assertEquals(placeholders(text), placeholders(chinese.get(key)), key));
  }

  @Test
  void chineseIsChinese() throws IOException {
    Map<String, String> english = texts("messages.properties");
    texts("messages_zh.properties")
        .forEach(
            (key, text) -> {
              boolean example = key.contains(".footer");
              boolean chinese = text.codePoints().anyMatch(Character::isIdeographic);
              assertTrue(
                  chinese || example || english.get(key).matches("(%n|\\W)*(ID)?(%n|\\W)*"), key);
            });
  }

  @Test
  void everyKeyIsUsedAndEveryUsedKeyIsThere() throws IOException {
    TreeSet<String> used = new TreeSet<>();
    try (Stream<Path> files = Files.list(CODE)) {
      for (Path file : files.toList()) {
        LITERAL
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> used.add(found.group(1)));
      }
    }
    TreeSet<String> idle = new TreeSet<>(texts("messages.properties").keySet());
    idle.removeIf(key -> HELP.matcher(key).matches());
    List<String> missing = new ArrayList<>(used);
    missing.removeIf(idle::contains);
    missing.removeIf(key -> System.getProperty(key) != null || key.startsWith("io."));
    idle.removeAll(used);
    assertEquals(new TreeSet<>(), idle, "never used");
    assertEquals(List.of(), missing, "without a text");
  }

  @Test
  void theFirstVariableThatIsSetDecides() {
    assertTrue(inChinese(Map.of("LANG", "zh_CN.UTF-8")));
    assertTrue(inChinese(Map.of("LANG", "en_US.UTF-8", "LC_MESSAGES", "zh_CN")));
    assertTrue(inChinese(Map.of("LC_ALL", "", "LANG", "zh")));
    assertFalse(inChinese(Map.of("LC_ALL", "C", "LANG", "zh_CN.UTF-8")));
    assertFalse(inChinese(Map.of("LC_MESSAGES", "de_DE", "LANG", "zh_CN.UTF-8")));
    assertFalse(inChinese(Map.of("LANG", "zhe")));
    assertFalse(inChinese(Map.of()));
  }

  private static boolean inChinese(Map<String, String> environment) {
    return Messages.of(environment).text("option.help").equals("显示本帮助。");
  }
}
