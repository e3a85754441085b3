package io.facegate.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds variables of the environment that were meant to override a key, and do not. */
final class VariableCheck {
  private static final String PREFIX = "FACEGATE_";

  /* What is no key: read by the start script, the commands, the build and its tests. */
  private static final Set<String> OTHERS =
      Set.of(
          "FACEGATE_CONFIG",
          "FACEGATE_HOME",
          "FACEGATE_MODELS",
          "FACEGATE_HEAP_MAX",
          "FACEGATE_OPENVINO",
          "FACEGATE_SHARED",
          "FACEGATE_HELDOUT",
          "FACEGATE_MIRRORS",
          "FACEGATE_TEACHERS",
          "FACEGATE_TRAINING",
          "FACEGATE_ONNXRUNTIME_JAR");

  private final ConfigProblems problems;
  private final Set<String> known;

  VariableCheck(ConfigProblems problems, Set<String> keys) {
    this.problems = problems;
    this.known = new TreeSet<>(keys);
    this.known.addAll(OTHERS);
  }

  void check(Map<String, String> environment) {
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(PREFIX) && !known.contains(name)) {
        String hint = NearestName.of(name, known).map("; did you mean %s?"::formatted).orElse("");
        problems.warn(0, "", name + " in the environment overrides no key" + hint);
      }
    }
  }
}
