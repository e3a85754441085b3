package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.face.FaceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code facegate gallery}: looks into the gallery, fills it, copies it and brings it back. */
abstract class GalleryCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final ConfigOption config = new ConfigOption();

  GalleryCommand(CommandContext context) {
    this.context = context;
  }

  /** The word, and what may follow it. */
  static CommandLine group(CommandContext context) {
    return VerbGroup.of(
        "gallery",
        new GalleryListCommand(context),
        new GalleryImportCommand(context),
        new GalleryExportCommand(context),
        new GalleryBackupCommand(context),
        new GalleryRestoreCommand(context),
        new GalleryVerifyCommand(context));
  }

  /** Whether it writes into the data folder. */
  boolean writes() {
    return false;
  }

  /** Does what the command says. */
  abstract ExitCode act(GatewayConfig config, CommandContext context) throws IOException;

  @Override
  public final Integer call() throws IOException {
    GatewayConfig read =
        writes()
            ? context.configurationOfOwner(config.file())
            : context.configuration(config.file());
    try {
      return act(read, context).number();
    } catch (FaceException failed) {
      throw new CommandException(
          ExitCode.FAILED, failed.detail().isEmpty() ? failed.failure().name() : failed.detail());
    }
  }

  /** Where the gallery of a configuration is. */
  static Path folder(GatewayConfig config) {
    return config.data().resolve("gallery");
  }
}
