package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.gallery.rocks.RocksReader;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code facegate gallery verify}: looks at every record of the gallery, or of a backup. */
@Command(name = "verify")
final class GalleryVerifyCommand extends GalleryCommand {
  @Option(names = "--backup", paramLabel = "DIR", descriptionKey = "gallery.option.verifyBackup")
  private @Nullable Path backup;

  GalleryVerifyCommand(CommandContext context) {
    super(context);
  }

  @Override
  ExitCode act(GatewayConfig config, CommandContext context) throws IOException {
    Path folder = folder(config);
    if (backup != null) {
      GalleryBackup.check(backup);
      folder = backup.resolve(GalleryBackup.GALLERY);
    }
    try (RocksReader reader = RocksReader.open(folder)) {
      GalleryCheck check = new GalleryCheck(fault -> context.err().println(fault));
      check.run(reader);
      context.say(
          "gallery.verified", check.persons(), check.faces(), check.crops(), check.faults());
      return check.faults() == 0 ? ExitCode.DONE : ExitCode.FAULTS;
    }
  }
}
