package io.facegate.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code facegate help VERB}: what a verb does and takes. */
@Command(name = "help")
final class HelpCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private @Nullable CommandSpec own;

  @Parameters(arity = "0..*", paramLabel = "VERB", descriptionKey = "help.parameter.verb")
  private List<String> verbs = new ArrayList<>();

  HelpCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    CommandLine asked = own == null ? new CommandLine(this) : own.root().commandLine();
    for (String verb : verbs) {
      CommandLine next = asked.getSubcommands().get(verb);
      if (next == null) {
        throw context.failure(ExitCode.WRONG_USE, "use.unknown", String.join(" ", verbs));
      }
      asked = next;
    }
    asked.usage(asked.getOut());
    return ExitCode.DONE.number();
  }
}
