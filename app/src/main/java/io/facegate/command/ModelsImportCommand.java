package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.inference.ModelTwin;
import io.facegate.pack.FolderScan;
import io.facegate.pack.OwnPack;
import io.facegate.pack.PackContent;
import io.facegate.pack.PackException;
import io.facegate.pack.PackFault;
import io.facegate.pack.PackInstaller;
import io.facegate.pack.PackLock;
import io.facegate.pack.PublishedCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code facegate models import}: installs packs from a folder, without any network. */
@Command(name = "import")
final class ModelsImportCommand extends ModelsCommand {
  @Mixin private final LicenceOption licence = new LicenceOption();

  @Option(names = "--as", paramLabel = "NAME", descriptionKey = "models.option.as")
  private @Nullable String own;

  @Parameters(
      index = "0",
      arity = "1",
      paramLabel = "DIR",
      descriptionKey = "models.parameter.folder")
  private Path folder = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "PACK",
      descriptionKey = "models.parameter.import")
  private List<String> names = new ArrayList<>();

  ModelsImportCommand(CommandContext context) {
    super(context);
  }

  @Override
  boolean changes() {
    return true;
  }

  @Override
  ExitCode act(GatewayConfig config) throws IOException, PackException {
    try (PackLock _ = PackLock.take(config.packs())) {
      PackInstaller installer = new PackInstaller(config.packs());
      return own == null ? known(installer) : own(installer, own);
    }
  }

  private ExitCode own(PackInstaller installer, String name) throws IOException, PackException {
    PackContent pack = OwnPack.of(folder, name);
    Map<String, Path> files = new HashMap<>();
    pack.items()
        .forEach(item -> files.put(item.file().sha256(), folder.resolve(item.file().file())));
    install(installer, pack, files);
    return ExitCode.DONE;
  }

  private ExitCode known(PackInstaller installer) throws IOException, PackException {
    List<PackContent> wanted = wanted();
    FolderScan scan = FolderScan.of(folder, wanted);
    for (FolderScan.Damaged file : scan.damaged()) {
      context()
          .say(
              "models.import.damaged",
              file.path(),
              file.expected().bytes(),
              file.expected().sha256());
    }
    if (names.isEmpty() && !scan.unknown().isEmpty()) {
      context()
          .say("models.import.unknown", scan.unknown().size(), scan.unknown().getFirst());
    }
    boolean lacking = false;
    int installed = 0;
    for (PackContent pack : wanted) {
      List<ModelTwin> missing = scan.missing(pack);
      if (missing.isEmpty()) {
        install(installer, pack, scan.found());
        installed++;
      } else if (scan.hasAnyOf(pack) || !names.isEmpty()) {
        context().say("models.import.missing", pack.id(), PackFiles.namesOf(missing));
        lacking = true;
      }
    }
    if (installed == 0) {
      throw context().failure(ExitCode.FAULTS, "models.import.nothing", folder);
    }
    boolean faulty = !scan.damaged().isEmpty() || (lacking && !names.isEmpty());
    return faulty ? ExitCode.FAULTS : ExitCode.DONE;
  }

  private List<PackContent> wanted() throws PackException {
    PublishedCatalog catalog = PublishedCatalog.ofBuild();
    if (names.isEmpty()) {
      return catalog.contents();
    }
    List<PackContent> wanted = new ArrayList<>();
    for (String name : names) {
      wanted.add(
          catalog
              .content(name)
              .orElseThrow(() -> new PackException(PackFault.UNKNOWN_PACK, name)));
    }
    return wanted;
  }

  private void install(PackInstaller installer, PackContent pack, Map<String, Path> files)
      throws IOException, PackException {
    licence.agree(pack, context());
    installer.requireRoom(pack.bytes());
    installer.install(pack, files);
    context().say("models.installed", pack.id(), PackWords.bytes(pack.bytes()));
  }
}
