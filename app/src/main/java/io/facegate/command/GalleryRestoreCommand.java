package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.gallery.rocks.RocksReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code facegate gallery restore}: makes a backup the gallery; the service must not run. */
@Command(name = "restore")
final class GalleryRestoreCommand extends GalleryCommand {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  @Parameters(arity = "1", paramLabel = "DIR", descriptionKey = "gallery.parameter.backup")
  private Path backup = Path.of("");

  @Option(names = "--force", descriptionKey = "gallery.option.force")
  private boolean force;

  GalleryRestoreCommand(CommandContext context) {
    super(context);
  }

  @Override
  boolean writes() {
    return true;
  }

  @Override
  ExitCode act(GatewayConfig config, CommandContext context) throws IOException {
    BackupManifest manifest = GalleryBackup.check(backup);
    /* Refuses what a newer program wrote, before anything is moved. */
    RocksReader.open(backup.resolve(GalleryBackup.GALLERY)).close();
    Path gallery = folder(config);
    Files.createDirectories(config.data());
    boolean filled = isFilled(gallery);
    if (filled && !force) {
      throw context.failure(ExitCode.FAILED, "gallery.filled", gallery);
    }
    requireUnused(gallery, context);
    /* The gallery stays where it is until all of the other one is there and checked. */
    Path copied = GalleryBackup.copied(backup, manifest, gallery);
    if (filled) {
      context.say("gallery.aside", gallery, aside(gallery));
    } else {
      Files.deleteIfExists(gallery);
    }
    PartialFolder.finish(copied, gallery);
    context.say("gallery.restored", manifest.persons(), manifest.faces(), manifest.made());
    manifest.models().forEach(model -> context.say("gallery.madeBy", model));
    return ExitCode.DONE;
  }

  private static boolean isFilled(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    }
  }

  /* The store locks this file while a service uses it, be the store damaged or not. */
  private static void requireUnused(Path gallery, CommandContext context) throws IOException {
    Path lock = gallery.resolve("LOCK");
    if (Files.exists(lock)) {
      try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE);
          FileLock held = file.tryLock()) {
        if (held == null) {
          throw context.failure(ExitCode.FAILED, "gallery.inUse", gallery);
        }
      }
    }
  }

  private static Path aside(Path gallery) throws IOException {
    Path aside =
        gallery.resolveSibling(
            gallery.getFileName() + ".before-" + SECOND.format(Instant.now()));
    Files.move(gallery, aside);
    Folders.syncEntry(aside);
    return aside;
  }
}
