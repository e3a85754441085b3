package io.facegate.config;

import java.util.List;

/** What came of checking a configuration with all it names: files, folders, ports. */
public final class ConfigReport {
  private final String source;
  private final GatewayConfig config;
  private final List<ConfigProblems.Problem> problems;
  private final List<ConfigProblems.Problem> warnings;

  ConfigReport(String source, GatewayConfig config, ConfigProblems found) {
    this.source = source;
    this.config = config;
    this.problems = found.list();
    this.warnings = found.warnings();
  }

  /** What keeps the service from working as configured, in the order of the lines. */
  public List<ConfigProblems.Problem> problems() {
    return problems;
  }

  /** What it works with, and the operator should look at, in the order of the lines. */
  public List<ConfigProblems.Problem> warnings() {
    return warnings;
  }

  /**
   * The configuration.
   *
   * @throws ConfigException with every problem, when there is any
   */
  public GatewayConfig config() {
    if (!problems.isEmpty()) {
      throw new ConfigException(source, problems);
    }
    return config;
  }
}
