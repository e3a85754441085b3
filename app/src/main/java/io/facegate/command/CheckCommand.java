package io.facegate.command;

import io.facegate.config.ConfigProblems.Problem;
import io.facegate.config.ConfigReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code facegate check}: reports every problem of a configuration at once, and what is doubtful.
 */
@Command(name = "check")
final class CheckCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final ConfigOption config = new ConfigOption();

  @Parameters(arity = "0..1", paramLabel = "FILE", descriptionKey = "check.parameter.file")
  private @Nullable Path file;

  CheckCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (file != null && config.file() != null) {
      throw context.failure(ExitCode.WRONG_USE, "use.twice", "FILE");
    }
    Path checked = context.requiredConfigurationFile(file == null ? config.file() : file);
    ConfigReport report = context.reader().check(checked);
    if (!report.warnings().isEmpty()) {
      context.say("check.warnings", checked);
      list(report.warnings());
    }
    if (!report.problems().isEmpty()) {
      context.say("check.problems", report.problems().size(), checked);
      list(report.problems());
      return ExitCode.WRONG_CONFIGURATION.number();
    }
    context.say("check.good", checked);
    return ExitCode.DONE.number();
  }

  private void list(List<Problem> problems) {
    problems.forEach(problem -> context.out().println("  " + problem));
  }
}
