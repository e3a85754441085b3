package io.facegate.command;

import io.facegate.access.KeyCommands;
import io.facegate.access.KeyStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code facegate keys}: makes, takes in, lists and revokes API keys. */
@Command(name = "keys")
final class KeysCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final ConfigOption config = new ConfigOption();

  @Parameters(arity = "0..*", paramLabel = "WORD", hidden = true)
  private List<String> positional = new ArrayList<>();

  @Unmatched private List<String> words = new ArrayList<>();

  KeysCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    List<String> all = new ArrayList<>(positional);
    all.addAll(words);
    KeyStore keys =
        KeyStore.open(context.configurationOfOwner(config.file()).keys(), InstantSource.system());
    try {
      context.out().print(new KeyCommands(keys).run(all));
    } catch (IllegalArgumentException nonsense) {
      throw new CommandException(ExitCode.WRONG_USE, String.valueOf(nonsense.getMessage()));
    }
    return ExitCode.DONE.number();
  }
}
