package io.facegate.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The recipes of the built-in pack call scripts and options that exist, and these each other's
 * functions: what can be told without Python, its libraries and hours.
 */
class RecipesTest {
  private static final Path TRAINING =
      Path.of("").toAbsolutePath().resolveSibling("models").resolve("training");
  private static final Pattern CALL =
      Pattern.compile("\\$\\(PYTHON\\) -m ([a-z_.0-9]+)([^;&|}\\n]*)");
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z]+");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^from (\\.?[a-z_.]*) import (?:\\(([^)]*)\\)|(.*))$");

  @Test
  void whatTheMakefileCallsExists() throws IOException {
    String makefile = Files.readString(TRAINING.resolve("Makefile")).replace("\\\n", " ");
    List<String> faults = new ArrayList<>();
    int calls = 0;
    for (Matcher call = CALL.matcher(makefile); call.find(); calls++) {
      Path script = module(TRAINING, call.group(1));
      if (!Files.exists(script)) {
        faults.add(call.group(1) + " is no script");
        continue;
      }
      String text = Files.readString(script);
      OPTION
          .matcher(call.group(2))
          .results()
          .filter(option -> !text.contains('"' + option.group() + '"'))
          .forEach(option -> faults.add(call.group(1) + " knows no " + option.group()));
    }
    assertTrue(calls > 20, calls + " calls");
    assertEquals(List.of(), faults);
  }

  @Test
  void whatScriptsTakeFromEachOtherExists() throws IOException {
    List<Path> scripts;
    try (Stream<Path> files = Files.walk(TRAINING)) {
      scripts = files.filter(file -> file.toString().endsWith(".py")).toList();
    }
    List<String> faults = new ArrayList<>();
    int names = 0;
    for (Path script : scripts) {
      for (Matcher line = IMPORT.matcher(Files.readString(script)); line.find(); ) {
        Path from = source(script, line.group(1));
        if (from == null) {
          continue;
        }
        String listed = line.group(2) == null ? line.group(3) : line.group(2);
        for (String name : listed.replaceAll("#.*", "").trim().split("\\s*,\\s*")) {
          names++;
          if (!offers(from, name.replaceAll(" as .*", ""))) {
            faults.add(
                "%s: no %s in %s"
                    .formatted(TRAINING.relativize(script), name, TRAINING.relativize(from)));
          }
        }
      }
    }
    assertTrue(names > 100, names + " names");
    assertEquals(List.of(), faults);
  }

  /** The package's folder or the script that an import names; null when it is a library. */
  private static Path source(Path script, String named) {
    Path home = named.startsWith(".") ? script.getParent() : TRAINING;
    String name = named.replaceFirst("^\\.", "");
    Path folder = home.resolve(name.replace('.', '/'));
    if (Files.isDirectory(folder)) {
      return folder;
    }
    boolean ours = named.startsWith(".") || Files.isDirectory(home.resolve(name.split("\\.")[0]));
    return ours ? module(home, name) : null;
  }

  private static boolean offers(Path from, String name) throws IOException {
    if (Files.isDirectory(from)) {
      return Files.exists(from.resolve(name + ".py"));
    }
    Pattern defined = Pattern.compile("(?m)^(?:(?:def|class) )?(?:\\w+, )*" + name + "\\b");
    return Files.exists(from) && defined.matcher(Files.readString(from)).find();
  }

  private static Path module(Path home, String name) {
    return home.resolve(name.replace('.', '/') + ".py");
  }
}
