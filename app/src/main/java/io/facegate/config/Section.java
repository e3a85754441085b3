package io.facegate.config;

import java.nio.file.InvalidPathException;
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
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A mapping of the configuration, asked key by key. What is asked for is a known key; what is
 * never asked for is refused by {@link #done()}. A faulty value is reported, and its default
 * used, so that one run finds every problem.
 */
final class Section {
  private final String path;
  private final Yaml.Mapping mapping;
  private final Context context;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * What all sections of one configuration share.
   *
   * @param keys collects every key ever asked for, for the check that all are documented
   * @param variables collects the variables of the environment that would override one
   * @param files collects the files and folders that are named, for the check that they are there
   * @param beside whether the reader is not the service, which alone is given credentials
   */
  record Context(
      ConfigProblems problems,
      Map<String, String> environment,
      Set<String> keys,
      Set<String> variables,
      List<NamedFile> files,
      boolean beside) {

    /** A context that has collected nothing yet. */
    static Context of(ConfigProblems problems, Map<String, String> environment) {
      return new Context(
          problems, environment, new TreeSet<>(), new TreeSet<>(), new ArrayList<>(), false);
    }

    /** The same, for a command that runs beside the service. */
    Context besideTheService() {
      return new Context(problems, environment, keys, variables, files, true);
    }
  }

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
    settable(key);
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
    settable(key);
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
    noteInside(key);
    if (direct.isEmpty() && isPromised(key + "File")) {
      return Optional.of(CredentialFolder.PROMISED);
    }
    Optional<Path> place = file(key + "File", NamedFile.Kind.SECRET);
    return direct.isPresent() || isFaulty(key + "File")
        ? direct
        : place.flatMap(path -> secretIn(key + "File", path));
  }

  /**
   * A file, noted to be looked at: by its path, or as {@code credential:NAME} by the name systemd
   * knows it by. A credential that is not there is told, and counts as given.
   */
  Optional<Path> file(String key, NamedFile.Kind kind) {
    Optional<String> name = text(key);
    if (isPromised(key)) {
      return name.map(Path::of);
    }
    try {
      Optional<Path> file = name.map(this::place);
      file.ifPresent(path -> note(key, path, kind));
      return file;
    } catch (InvalidPathException e) {
      problem(key, "is not the path of a file");
    } catch (IllegalStateException absent) {
      lack(key, String.valueOf(absent.getMessage()));
      return name.map(Path::of);
    } catch (IllegalArgumentException e) {
      problem(key, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /** Whether a key names a credential that this reader, which is not the service, cannot see. */
  boolean isPromised(String key) {
    boolean promised =
        context.beside()
            && text(key).filter(name -> name.startsWith(CredentialFolder.PREFIX)).isPresent()
            && !credentials().isThere();
    if (promised) {
      warning(key, "names a credential, which is looked for when systemd starts the service");
    }
    return promised;
  }

  private Path place(String name) {
    return name.startsWith(CredentialFolder.PREFIX)
        ? credentials().file(name.substring(CredentialFolder.PREFIX.length()))
        : Path.of(name);
  }

  /** A folder, noted to be looked at; relative to where the service starts. */
  Path folder(String key, Path fallback, NamedFile.Kind kind) {
    Path folder = path(key, fallback);
    note(key, folder, kind);
    return folder;
  }

  /** A file or folder that nobody needs to look at. */
  Path path(String key, Path fallback) {
    try {
      return text(key).map(Path::of).orElse(fallback);
    } catch (InvalidPathException e) {
      problem(key, "is not the path of a file or folder");
      return fallback;
    }
  }

  /** Notes a secret that stands in the configuration itself. */
  void noteInside(String key) {
    if (mapping.entries().containsKey(key) && environment(key).isEmpty()) {
      note(key, Path.of(""), NamedFile.Kind.INSIDE);
    }
  }

  /** Notes a file or folder that stands for a key, to be looked at. */
  void note(String key, Path path, NamedFile.Kind kind) {
    context.files().add(new NamedFile(lineOf(key), dotted(key), path, kind));
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
        String hint =
            NearestName.of(entry.getKey(), asked)
                .map("; did you mean %s?"::formatted)
                .orElse("; known are " + String.join(", ", asked));
        context.problems().add(entry.getValue().line(), dotted(entry.getKey()),
            "is not a key here" + hint);
      }
    }
  }

  /** Tells what the text says wrongly. */
  void problem(String key, String text) {
    context.problems().add(lineOf(key), dotted(key), placed(key, text));
  }

  /** Tells what this machine lacks, though the text may be right. */
  void lack(String key, String text) {
    context.problems().lack(lineOf(key), dotted(key), placed(key, text));
  }

  /** Whether something was told of a key already. */
  boolean isFaulty(String key) {
    return context.problems().of(dotted(key), lineOf(key));
  }

  private String placed(String key, String text) {
    return environment(key).isPresent()
        ? "as %s in the environment %s".formatted(variable(key), text)
        : text;
  }

  /** Tells of something that is doubtful and not wrong. */
  void warning(String key, String text) {
    context.problems().warn(lineOf(key), dotted(key), text);
  }

  /** Line of a key, or of the section when it is not in the file; 0 when the environment has it. */
  int lineOf(String key) {
    if (environment(key).isPresent()) {
      return 0;
    }
    Yaml value = mapping.entries().get(key);
    return value == null ? mapping.line() : value.line();
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

  private Optional<String> secretIn(String key, Path file) {
    try {
      return Optional.of(SecretFile.firstLine(file));
    } catch (IllegalStateException absent) {
      lack(key, String.valueOf(absent.getMessage()));
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
    return Optional.ofNullable(context.environment().get(variable(key)))
        .filter(value -> !value.isBlank());
  }

  private String variable(String key) {
    return "FACEGATE_" + dotted(key).replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private CredentialFolder credentials() {
    return new CredentialFolder(context.environment());
  }

  private void settable(String key) {
    if (!path.contains("[]")) {
      context.variables().add(variable(key));
    }
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
