package io.facegate.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A word that only other words follow, such as {@code facegate keys}. */
final class VerbGroup {
  private VerbGroup() {}

  /** The word, and the commands that may follow it. */
  static CommandLine of(String name, Object... commands) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().synopsisSubcommandLabel("VERB");
    CommandLine line = new CommandLine(spec);
    for (Object command : commands) {
      line.addSubcommand(command);
    }
    return line;
  }
}
