package io.facegate.command;

import io.facegate.access.KeyStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code facegate keys}: makes, takes in, lists and revokes API keys. */
abstract class KeysCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final ConfigOption config = new ConfigOption();

  KeysCommand(CommandContext context) {
    this.context = context;
  }

  /** The word, and what may follow it. */
  static CommandLine group(CommandContext context) {
    return VerbGroup.of(
        "keys",
        new KeysCreateCommand(context),
        new KeysImportCommand(context),
        new KeysListCommand(context),
        new KeysRevokeCommand(context));
  }

  /**
   * Does what the command says.
   *
   * @throws IllegalArgumentException when it makes no sense; the message tells why
   */
  abstract void act(KeyStore keys, CommandContext context) throws IOException;

  @Override
  public final Integer call() throws IOException {
    KeyStore keys =
        KeyStore.open(context.configurationOfOwner(config.file()).keys(), InstantSource.system());
    try {
      act(keys, context);
    } catch (IllegalArgumentException nonsense) {
      throw context.failure(ExitCode.WRONG_USE, "use.wrong", Failures.reason(nonsense));
    }
    return ExitCode.DONE.number();
  }
}
