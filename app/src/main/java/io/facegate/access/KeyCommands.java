package io.facegate.access;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the operator says to make, list and revoke API keys; each answer is text for the terminal.
 * The service needs no restart: it sees a change within a second.
 */
public final class KeyCommands {
  /** How to say it. */
  public static final String USAGE =
      """
      keys create APP_ID [--number DIGITS] [--dialects ID,ID] [--buckets NAME,NAME]
                         [--per-second N] [--per-day N] [--total N] [--note TEXT]
      keys list
      keys revoke KEY_ID
      """;

  private static final Set<String> OPTIONS =
      Set.of(
          "--number", "--dialects", "--buckets", "--per-second", "--per-day", "--total", "--note");

  private final KeyStore keys;

  /** Commands on a store. */
  public KeyCommands(KeyStore keys) {
    this.keys = keys;
  }

  /**
   * Does what the words after {@code facegate keys} say.
   *
   * @throws IllegalArgumentException when they make no sense; the message tells why
   * @throws KeyStoreException when the keys cannot be read or written
   */
  public String run(List<String> words) {
    String verb = words.isEmpty() ? "" : words.getFirst();
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    return switch (verb) {
      case "create" -> create(rest);
      case "list" -> list();
      case "revoke" -> revoke(rest);
      default -> throw new IllegalArgumentException("usage:\n" + USAGE);
    };
  }

  /** Makes a key, and shows its secret this one time. */
  public String create(List<String> words) {
    if (words.isEmpty() || words.getFirst().startsWith("--")) {
      throw new IllegalArgumentException("which app id is the key for?");
    }
    Map<String, String> options = options(words.subList(1, words.size()));
    ApiKey key =
        keys.create(
            new KeyTerms(
                words.getFirst(),
                options.getOrDefault("--number", ""),
                names(options.getOrDefault("--dialects", "")),
                names(options.getOrDefault("--buckets", "")),
                new Allowance(
                    (int) number(options, "--per-second", Integer.MAX_VALUE),
                    number(options, "--per-day", Long.MAX_VALUE),
                    number(options, "--total", Long.MAX_VALUE)),
                options.getOrDefault("--note", "")));
    return """
        key id      %s      (API key, client_id, AK, SecretId)
        secret      %s      (Secret key, client_secret, SK, SecretKey)
        app id      %s
        app number  %s      (the appid of youtu)
        The secret is not shown again.
        """
        .formatted(
            key.id(), key.secret().reveal(), key.terms().appId(), key.terms().appNumber());
  }

  /** Shows all keys, without their secrets. */
  public String list() {
    StringBuilder text = new StringBuilder();
    for (ApiKey key : keys.all()) {
      KeyTerms terms = key.terms();
      text.append(
          "%s  %s  app %s (%s)  dialects %s  buckets %s  limits %s  made %s%s%s\n"
              .formatted(
                  key.id(),
                  key.ends().equals(Instant.MAX) ? "in force" : "revoked",
                  terms.appId(),
                  terms.appNumber(),
                  shown(terms.dialects()),
                  shown(terms.buckets()),
                  shown(terms.allowance()),
                  key.created(),
                  key.ends().equals(Instant.MAX) ? "" : "  revoked " + key.ends(),
                  terms.note().isEmpty() ? "" : "  " + terms.note()));
    }
    return text.isEmpty() ? "There are no keys.\n" : text.toString();
  }

  /** Ends a key. */
  public String revoke(List<String> words) {
    if (words.size() != 1) {
      throw new IllegalArgumentException("which key is to be revoked? give its id");
    }
    if (!keys.revoke(words.getFirst())) {
      throw new IllegalArgumentException("no key in force has the id " + words.getFirst());
    }
    return words.getFirst() + " is revoked.\n";
  }

  private static Map<String, String> options(List<String> words) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i += 2) {
      String name = words.get(i);
      if (!OPTIONS.contains(name)) {
        throw new IllegalArgumentException("there is no option " + name + "\n" + USAGE);
      }
      if (i + 1 == words.size() || options.put(name, words.get(i + 1)) != null) {
        throw new IllegalArgumentException("give " + name + " once, with a value");
      }
    }
    return options;
  }

  private static Set<String> names(String list) {
    return list.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(list.split(",")));
  }

  private static long number(Map<String, String> options, String name, long max) {
    String text = options.getOrDefault(name, "0");
    if (!text.matches("\\d{1,18}") || Long.parseLong(text) > max) {
      throw new IllegalArgumentException(name + " takes a whole number, 0 for no limit");
    }
    return Long.parseLong(text);
  }

  private static String shown(Set<String> names) {
    return names.isEmpty() ? "all" : String.join(",", new TreeSet<>(names));
  }

  private static String shown(Allowance allowance) {
    return allowance.equals(Allowance.UNLIMITED)
        ? "none"
        : "%d/s %d/day %d in all"
            .formatted(allowance.perSecond(), allowance.perDay(), allowance.total());
  }
}
