package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.face.FaceException;
import io.facegate.gallery.GalleryConfig;
import io.facegate.gallery.RenewalCount;
import io.facegate.gallery.rocks.RocksStore;
import io.facegate.inference.ModelRole;
import io.facegate.pack.InstalledPack;
import io.facegate.pack.InstalledPacks;
import io.facegate.pack.PackChange;
import io.facegate.pack.PackException;
import io.facegate.pack.PackFault;
import io.facegate.pack.PackLock;
import io.facegate.pack.PackVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code facegate models use}: takes a pack into use, once it has shown that it runs here. */
@Command(name = "use")
final class ModelsUseCommand extends ModelsCommand {
  @Option(names = "--role", paramLabel = "ROLE", descriptionKey = "models.option.role")
  private List<ModelRole> roles = new ArrayList<>();

  @Parameters(arity = "1", paramLabel = "PACK", descriptionKey = "models.parameter.use")
  private String name = "";

  ModelsUseCommand(CommandContext context) {
    super(context);
  }

  @Override
  boolean changes() {
    return true;
  }

  @Override
  ExitCode act(GatewayConfig config) throws IOException, PackException {
    try (PackLock _ = PackLock.take(config.packs())) {
      InstalledPacks packs = InstalledPacks.open(config.packs());
      Set<ModelRole> wanted = EnumSet.noneOf(ModelRole.class);
      wanted.addAll(roles);
      PackChange change = PackChange.to(config.packs(), packs, name, wanted);
      if (change.roles().isEmpty()) {
        context().say("models.use.already", name);
      } else {
        requireItRuns(config, packs.pack(name).orElseThrow(), change);
        change.apply();
        tell(config, change);
      }
      packs.fixed().ifPresent(folder -> context().say("models.list.fixed", folder));
    }
    return ExitCode.DONE;
  }

  /* A service that cannot open its models does not start; better that this command does not. */
  private void requireItRuns(GatewayConfig config, InstalledPack pack, PackChange change)
      throws PackException {
    Set<ModelRole> changed =
        change.roles().stream().map(PackChange.RoleChange::role).collect(Collectors.toSet());
    changed.retainAll(pack.roles());
    try (PackVerifier verifier =
        PackVerifier.open(config.engines(), config.openvino(), config.inferenceThreads())) {
      List<PackVerifier.Line> lines = verifier.verify(pack, changed);
      for (PackVerifier.Line line : lines) {
        if (line.isBad()) {
          throw new PackException(
              PackFault.DOES_NOT_RUN, name, ModelsVerifyCommand.said(context(), line).strip());
        }
      }
      for (ModelRole role : changed) {
        if (lines.stream().noneMatch(line -> line.role() == role && line.isUsable())) {
          String why = lines.stream()
              .filter(line -> line.role() == role)
              .map(line -> ModelsVerifyCommand.said(context(), line).strip())
              .collect(Collectors.joining("; "));
          throw new PackException(PackFault.DOES_NOT_RUN, name, why);
        }
      }
    }
  }

  private void tell(GatewayConfig config, PackChange change) {
    for (PackChange.RoleChange role : change.roles()) {
      context().say("models.use.role", role.role(), role.now(), role.before());
    }
    if (change.embedderChanges()) {
      context()
          .say(
              "models.use.embedder",
              change.embedderBefore().orElse("-"),
              change.embedderAfter().orElse("-"));
      change.embedderAfter().ifPresent(next -> count(config, next));
    } else if (change.roles().stream().anyMatch(role -> aligns(role.role()))) {
      context().say("models.use.alignment");
    }
    context().say("models.use.restart");
  }

  /* The store has one owner at a time: while the service runs, nobody else can count. */
  private void count(GatewayConfig config, String next) {
    Path folder = config.data().resolve("gallery");
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (RocksStore store = RocksStore.open(GalleryConfig.defaults(folder))) {
      RenewalCount count = store.renewals().count(next);
      context().say("models.use.counted", count.done(), count.due(), count.lost());
    } catch (FaceException unopened) {
      context().say("models.use.uncounted");
    }
  }

  private static boolean aligns(ModelRole role) {
    return role == ModelRole.FACE_DETECTOR || role == ModelRole.FACE_GEOMETRY;
  }
}
