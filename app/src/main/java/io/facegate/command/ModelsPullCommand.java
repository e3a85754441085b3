package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.pack.DownloadLimits;
import io.facegate.pack.PackContent;
import io.facegate.pack.PackDownload;
import io.facegate.pack.PackException;
import io.facegate.pack.PackFault;
import io.facegate.pack.PackInstaller;
import io.facegate.pack.PackLock;
import io.facegate.pack.PublishedCatalog;
import io.facegate.report.TerminalProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code facegate models pull}: fetches a pack from where it is published, and installs it. */
@Command(name = "pull")
final class ModelsPullCommand extends ModelsCommand {
  @Mixin private final LicenceOption licence = new LicenceOption();

  @Parameters(arity = "1", paramLabel = "PACK", descriptionKey = "models.parameter.pull")
  private String name = "";

  ModelsPullCommand(CommandContext context) {
    super(context);
  }

  @Override
  boolean changes() {
    return true;
  }

  @Override
  ExitCode act(GatewayConfig config) throws IOException, InterruptedException, PackException {
    PackContent pack =
        PublishedCatalog.ofBuild()
            .content(name)
            .orElseThrow(() -> new PackException(PackFault.UNKNOWN_PACK, name));
    if (!pack.unpublished().isEmpty()) {
      throw new PackException(
          PackFault.IMPORT_ONLY, name, PackFiles.names(pack.unpublished()));
    }
    licence.agree(pack, context());
    try (PackLock _ = PackLock.take(config.packs());
        PackDownload download =
            PackDownload.byHttps(
                context().environment(),
                DownloadLimits.defaults(),
                new DownloadBar(context().err(), TerminalProgress.isTerminal()))) {
      PackInstaller installer = new PackInstaller(config.packs());
      /* What is fetched is copied once. */
      installer.requireRoom(2 * pack.bytes());
      Map<String, Path> files = download.fetch(pack, installer.incoming());
      installer.install(pack, files);
      for (Path file : files.values()) {
        Files.deleteIfExists(file);
      }
    }
    context().say("models.installed", name, PackWords.bytes(pack.bytes()));
    return ExitCode.DONE;
  }
}
