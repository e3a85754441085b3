package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.pack.PackException;
import io.facegate.report.ReportRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code facegate models}: fetches, installs, verifies and chooses packs of models. */
abstract class ModelsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final ConfigOption config = new ConfigOption();

  ModelsCommand(CommandContext context) {
    this.context = context;
  }

  /** The word, and what may follow it. */
  static CommandLine group(CommandContext context) {
    return VerbGroup.of(
        "models",
        new ModelsListCommand(context),
        new ModelsVerifyCommand(context),
        new ModelsPullCommand(context),
        new ModelsImportCommand(context),
        new ModelsUseCommand(context),
        new ModelsCalibrateCommand(context));
  }

  /** Does what the command says. */
  abstract ExitCode act(GatewayConfig config)
      throws IOException, InterruptedException, PackException, ReportRefusedException;

  /** Whether it writes into the data folder. */
  abstract boolean changes();

  /** What it works with. */
  CommandContext context() {
    return context;
  }

  @Override
  public final Integer call()
      throws IOException, InterruptedException, PackException, ReportRefusedException {
    return act(configuration()).number();
  }

  /* Who only looks may do so before there is a configuration. */
  private GatewayConfig configuration() throws IOException {
    if (changes()) {
      return context.configurationOfOwner(config.file());
    }
    Optional<Path> file = context.configurationFile(config.file());
    return file.isPresent()
        ? context.reader().read(file.get())
        : context.reader().read("the defaults", "");
  }
}
