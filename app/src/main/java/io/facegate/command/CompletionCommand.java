package io.facegate.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code facegate completion}: prints what makes bash complete verbs and options. */
@Command(name = "completion")
final class CompletionCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private @Nullable CommandSpec own;

  CompletionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (own != null) {
      context.out().println(AutoComplete.bash("facegate", own.root().commandLine()));
    }
    return ExitCode.DONE.number();
  }
}
