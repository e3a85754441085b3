package io.facegate.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A mapping of the configuration, asked key by key. What is asked for is a known key; what is
 * never asked for is refused by {@link #done()}. A faulty value is reported, and its default
 * used, so that one run finds every problem.
 */
final class Section {
  private static final int SECRET_BYTES_MAX = 4096;

  private final String path;
  private final Yaml.Mapping mapping;
  private final Context context;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * What all sections of one configuration share.
   *
   * @param keys collects every key ever asked for, for the check that all are documented
   */
  record Context(ConfigProblems problems, Map<String, String> environment, Set<String> keys) {}

  Section(String path, Yaml.Mapping mapping, Context context) {
    this.path = path;
    this.mapping = mapping;
    this.context = context;
  }

  /** Line of the section, or 0 when it is not in the file. */
  int line() {
    return mapping.line();
  }

  boolean has(String key) {
    return mapping.entries().containsKey(key) || environment(key).isPresent();
  }

  Optional<String> text(String key) {
    asked(key);
    Optional<String> override = environment(key);
    if (override.isPresent()) {
      return override;
    }
    Yaml value = mapping.entries().get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Yaml.Scalar scalar) {
      return scalar.text().isEmpty() ? Optional.empty() : Optional.of(scalar.text());
    }
    problem(key, "is not a single value");
    return Optional.empty();
  }

  String text(String key, String fallback) {
    return text(key).orElse(fallback);
  }

  /** A text that matches a pattern. */
  String text(String key, String fallback, String pattern) {
    String text = text(key, fallback);
    if (!text.matches(pattern)) {
      problem(key, "is \"%s\", which does not match %s".formatted(text, pattern));
      return fallback;
    }
    return text;
  }

  int integer(String key, int fallback, int min, int max) {
    return (int) parsed(key, (long) fallback, Long::parseLong, number -> number >= min
        && number <= max, "a whole number from %d to %d".formatted(min, max)).longValue();
  }

  double number(String key, double fallback, double min, double max) {
    return parsed(key, fallback, Double::parseDouble, number -> number >= min && number <= max,
        "a number from %s to %s".formatted(min, max));
  }

  boolean flag(String key, boolean fallback) {
    return parsed(key, fallback, Section::strictBoolean, value -> true, "true or false");
  }

  Duration duration(String key, Duration fallback, Duration min, Duration max) {
    return parsed(key, fallback, text -> Units.duration(text).orElseThrow(),
        time -> time.compareTo(min) >= 0 && time.compareTo(max) <= 0,
        "a time from %s to %s, such as 500ms, 5s, 2m".formatted(Units.show(min), Units.show(max)));
  }

  long bytes(String key, long fallback, long min, long max) {
    return parsed(key, fallback, text -> Units.bytes(text).orElseThrow(),
        size -> size >= min && size <= max,
        "a size from %d to %d bytes, such as 64KiB, 10MiB".formatted(min, max));
  }

  <E extends Enum<E>> E choice(String key, E fallback) {
    E[] all = fallback.getDeclaringClass().getEnumConstants();
    String names = Arrays.toString(all).toLowerCase(Locale.ROOT);
    return parsed(key, fallback,
        text -> Enum.valueOf(fallback.getDeclaringClass(), text.toUpperCase(Locale.ROOT)),
        value -> true, "one of " + names);
  }

  /** Several texts: a sequence, or one text with commas, or the environment's with commas. */
  List<String> texts(String key, List<String> fallback) {
    asked(key);
    Yaml value = mapping.entries().get(key);
    if (environment(key).isEmpty() && value instanceof Yaml.Sequence sequence) {
      return sequence.items().stream().map(item -> scalar(key, item)).toList();
    }
    return text(key)
        .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList())
        .orElse(fallback);
  }

  /**
   * A secret: the key itself, or the first line of the file that the key with {@code File} behind
   * it names.
   */
  Optional<String> secret(String key) {
    Optional<String> direct = text(key);
    Optional<String> file = text(key + "File");
    if (direct.isPresent() && file.isPresent()) {
      problem(key, "and " + key + "File cannot both be given");
    }
    return direct.isPresent() ? direct : file.flatMap(name -> secretFile(key + "File", name));
  }

  Section section(String key) {
    asked(key);
    Yaml value = mapping.entries().get(key);
    if (value instanceof Yaml.Mapping inner) {
      return new Section(dotted(key), inner, context);
    }
    if (value != null && !(value instanceof Yaml.Scalar scalar && scalar.text().isEmpty())) {
      problem(key, "is not a mapping of keys to values");
    }
    return new Section(dotted(key), new Yaml.Mapping(0, Map.of()), context);
  }

  List<Section> sections(String key) {
    asked(key);
    Yaml value = mapping.entries().get(key);
    List<Section> sections = new ArrayList<>();
    if (value instanceof Yaml.Sequence sequence) {
      for (Yaml item : sequence.items()) {
        if (item instanceof Yaml.Mapping inner) {
          sections.add(new Section(dotted(key) + "[]", inner, context));
        } else {
          context.problems().add(item.line(), dotted(key), "holds an item that is no mapping");
        }
      }
    } else if (value != null && !(value instanceof Yaml.Scalar scalar && scalar.text().isEmpty())) {
      problem(key, "is not a list");
    }
    return sections;
  }

  /** Reports the keys of the file that nobody asked for. */
  void done() {
    for (var entry : mapping.entries().entrySet()) {
      if (!asked.contains(entry.getKey())) {
        context.problems().add(entry.getValue().line(), dotted(entry.getKey()),
            "is not a key here; known are " + String.join(", ", asked));
      }
    }
  }

  void problem(String key, String text) {
    Yaml value = mapping.entries().get(key);
    context.problems().add(value == null ? mapping.line() : value.line(), dotted(key), text);
  }

  private <T> T parsed(String key, T fallback, Function<String, T> parser,
      Function<T, Boolean> allowed, String expected) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      T value = parser.apply(text.get().strip());
      if (allowed.apply(value)) {
        return value;
      }
    } catch (RuntimeException e) {
      /* Reported below, with the words of every other value that is out of range. */
    }
    problem(key, "is \"%s\", not %s".formatted(text.get(), expected));
    return fallback;
  }

  private Optional<String> secretFile(String key, String name) {
    Path file = Path.of(name);
    try {
      if (Files.size(file) > SECRET_BYTES_MAX) {
        problem(key, "is larger than a secret");
        return Optional.empty();
      }
      Optional<String> first = Files.readString(file).lines().findFirst();
      if (first.isEmpty() || first.get().isBlank()) {
        problem(key, "names an empty file: " + file);
        return Optional.empty();
      }
      return first;
    } catch (IOException e) {
      problem(key, "names a file that cannot be read: " + file);
      return Optional.empty();
    }
  }

  private String scalar(String key, Yaml item) {
    if (item instanceof Yaml.Scalar scalar) {
      return scalar.text();
    }
    problem(key, "holds an item that is not a single value");
    return "";
  }

  private Optional<String> environment(String key) {
    if (path.contains("[]")) {
      return Optional.empty();
    }
    String name = "FACEGATE_" + dotted(key).replace('.', '_').toUpperCase(Locale.ROOT);
    return Optional.ofNullable(context.environment().get(name)).filter(value -> !value.isBlank());
  }

  private void asked(String key) {
    asked.add(key);
    context.keys().add(dotted(key));
  }

  private String dotted(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static boolean strictBoolean(String text) {
    return switch (text) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
