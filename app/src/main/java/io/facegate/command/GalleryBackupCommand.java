package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.gallery.rocks.RocksReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code facegate gallery backup}: copies the gallery, while the service runs or not. */
@Command(name = "backup")
final class GalleryBackupCommand extends GalleryCommand {
  @Parameters(arity = "1", paramLabel = "DIR", descriptionKey = "gallery.parameter.newBackup")
  private Path target = Path.of("");

  GalleryBackupCommand(CommandContext context) {
    super(context);
  }

  @Override
  ExitCode act(GatewayConfig config, CommandContext context) throws IOException {
    try (RocksReader reader = RocksReader.open(folder(config))) {
      GalleryCheck check = new GalleryCheck(fault -> context.err().println(fault));
      check.run(reader);
      BackupManifest made = GalleryBackup.write(reader, check, context.version(), target);
      context.say("gallery.backedUp", target, made.persons(), made.faces());
      if (check.faults() > 0) {
        context.err().println(context.messages().text("gallery.faulty", check.faults()));
      }
      return check.faults() == 0 ? ExitCode.DONE : ExitCode.FAULTS;
    } catch (FileAlreadyExistsException there) {
      throw context.failure(ExitCode.FAILED, "gallery.exists", there.getFile());
    }
  }
}
