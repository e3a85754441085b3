package io.facegate.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the operator says to make, take in, list and revoke API keys; each answer is text for the
 * terminal. The service needs no restart: it sees a change within a second.
 */
public final class KeyCommands {
  /** How to say it. */
  public static final String USAGE =
      """
      keys create APP_ID [TERMS]     makes a key and shows its secret, this one time
      keys import APP_ID --id KEY_ID --secret-file FILE [TERMS]
                                     takes in a pair that clients have; FILE - is typed in
      keys list                      shows all keys, without their secrets
      keys revoke KEY_ID             ends a key, and with it its access tokens
          TERMS: --number DIGITS     the appid of youtu; by default one is drawn
                 --dialects ID,ID    aip1, aip2, bfr, youtu; by default all
                 --buckets NAME,NAME the buckets of youtu; by default all
                 --per-second N --per-day N --total N    requests; by default without limit
                 --note TEXT
      """;

  private static final Set<String> OPTIONS =
      Set.of(
          "--number", "--dialects", "--buckets", "--per-second", "--per-day", "--total", "--note");
  private static final String ID = "--id";
  private static final String SECRET_FILE = "--secret-file";
  private static final int SECRET_LENGTH_MAX = 4096;

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
      case "import" -> take(rest);
      case "list" -> list();
      case "revoke" -> revoke(rest);
      default -> throw new IllegalArgumentException("usage:\n" + USAGE);
    };
  }

  /** Makes a key, and shows its secret this one time. */
  public String create(List<String> words) {
    Map<String, String> options = options(words, OPTIONS);
    ApiKey key = keys.create(terms(words.getFirst(), options));
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

  /** Takes in a pair that another one made; its secret is not shown. */
  public String take(List<String> words) {
    Set<String> known = new HashSet<>(OPTIONS);
    known.addAll(List.of(ID, SECRET_FILE));
    Map<String, String> options = options(words, known);
    if (!options.containsKey(ID) || !options.containsKey(SECRET_FILE)) {
      throw new IllegalArgumentException("import takes " + ID + " and " + SECRET_FILE);
    }
    ApiKey key =
        keys.adopt(
            options.get(ID), secret(options.get(SECRET_FILE)), terms(words.getFirst(), options));
    return "%s calls for app %s (%s).\n"
        .formatted(key.id(), key.terms().appId(), key.terms().appNumber());
  }

  /* Not a word of the command line, which all users of the machine can see. */
  private static String secret(String file) {
    try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      String text = new String(in.readNBytes(SECRET_LENGTH_MAX), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("").strip();
    } catch (IOException fault) {
      throw new IllegalArgumentException("cannot read the secret from " + file, fault);
    }
  }

  private static KeyTerms terms(String appId, Map<String, String> options) {
    return new KeyTerms(
        appId,
        options.getOrDefault("--number", ""),
        names(options.getOrDefault("--dialects", "")),
        names(options.getOrDefault("--buckets", "")),
        new Allowance(
            (int) number(options, "--per-second", Integer.MAX_VALUE),
            number(options, "--per-day", Long.MAX_VALUE),
            number(options, "--total", Long.MAX_VALUE)),
        options.getOrDefault("--note", ""));
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

  private static Map<String, String> options(List<String> words, Set<String> known) {
    if (words.isEmpty() || words.getFirst().startsWith("--")) {
      throw new IllegalArgumentException("which app id is the key for?");
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 1; i < words.size(); i += 2) {
      String name = words.get(i);
      if (!known.contains(name)) {
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
