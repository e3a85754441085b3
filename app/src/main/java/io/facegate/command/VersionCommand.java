package io.facegate.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code facegate version}: which version this is. */
@Command(name = "version")
final class VersionCommand implements Callable<Integer> {
  private final CommandContext context;

  VersionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.out().println("facegate " + context.version());
    return ExitCode.DONE.number();
  }
}
