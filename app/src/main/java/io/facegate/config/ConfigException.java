package io.facegate.config;

import java.util.List;
import java.util.stream.Collectors;

/** Refuses a configuration, naming every problem. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<ConfigProblems.Problem> problems;

  ConfigException(String source, List<ConfigProblems.Problem> problems) {
    super(
        "%d problem%s in %s:%n%s"
            .formatted(
                problems.size(),
                problems.size() == 1 ? "" : "s",
                source,
                problems.stream()
                    .map(problem -> "  " + problem)
                    .collect(Collectors.joining("\n"))));
    this.problems = List.copyOf(problems);
  }

  /** Whether the text is right, and only this machine lacks what it names: a later try may do. */
  public boolean ofSiteOnly() {
    return problems.stream().allMatch(ConfigProblems.Problem::ofSite);
  }

  /** The problems, in the order of their lines. */
  public List<ConfigProblems.Problem> problems() {
    return problems;
  }
}
