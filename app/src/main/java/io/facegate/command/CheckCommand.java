package io.facegate.command;

import io.facegate.config.ConfigReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code facegate check}: reports every problem of a configuration at once, and what is doubtful.
 */
@Command(name = "check")
final class CheckCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(arity = "0..1", paramLabel = "FILE", descriptionKey = "check.parameter.file")
  private @Nullable Path file;

  CheckCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path checked = context.requiredConfigurationFile(file);
    ConfigReport report = context.reader().check(checked);
    if (!report.warnings().isEmpty()) {
      context.say("check.warnings", report.warnings().size(), checked);
      report.warnings().forEach(warning -> context.out().println("  " + warning));
    }
    report.config();
    context.say("check.good", checked);
    return ExitCode.DONE.number();
  }
}
