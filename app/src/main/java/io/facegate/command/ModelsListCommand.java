package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelRole;
import io.facegate.pack.InstalledPack;
import io.facegate.pack.InstalledPacks;
import io.facegate.pack.PackContent;
import io.facegate.pack.PublishedCatalog;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code facegate models list}: which packs there are, and which serves what. */
@Command(name = "list")
final class ModelsListCommand extends ModelsCommand {
  private final PackWords words;

  ModelsListCommand(CommandContext context) {
    super(context);
    this.words = new PackWords(context.messages());
  }

  @Override
  boolean changes() {
    return false;
  }

  @Override
  ExitCode act(GatewayConfig config) {
    InstalledPacks packs = InstalledPacks.open(config.packs());
    packs.all().forEach(pack -> installed(packs, pack));
    packs
        .unreadable()
        .forEach((id, why) -> context().say("models.list.unreadable", id, why));
    for (PackContent pack : PublishedCatalog.ofBuild().contents()) {
      if (packs.pack(pack.id()).isEmpty()) {
        known(pack);
      }
    }
    roles(packs);
    return packs.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.FAULTS;
  }

  private void installed(InstalledPacks packs, InstalledPack pack) {
    List<ModelRole> serves =
        pack.roles().stream().filter(role -> packs.inUse(role).equals(pack.id())).toList();
    context()
        .say(
            "models.list.pack",
            pack.id(),
            PackWords.bytes(pack.bytes()),
            words.licences(pack.catalog()),
            words.commercialUse(pack.commercialUse()));
    context().say("models.list.roles", words.roles(pack.roles()));
    if (serves.isEmpty() || packs.fixed().isPresent()) {
      context().say("models.list.installed");
    } else {
      context().say("models.list.inUse", words.roles(serves));
    }
  }

  private void known(PackContent pack) {
    context()
        .say(
            "models.list.pack",
            pack.id(),
            PackWords.bytes(pack.bytes()),
            words.licences(pack.catalog()),
            words.commercialUse(pack.commercialUse()));
    context().say("models.list.roles", words.roles(pack.roles()));
    context().out().println("  " + pack.description());
    context()
        .say(
            pack.unpublished().isEmpty() ? "models.list.pull" : "models.list.import", pack.id());
  }

  private void roles(InstalledPacks packs) {
    if (packs.fixed().isPresent()) {
      context().say("models.list.fixed", packs.fixed().get());
      return;
    }
    context().say("models.list.serving");
    ModelCatalog catalog = packs.catalogInUse();
    List<ModelCard> cards = catalog.models();
    for (ModelRole role : ModelRole.values()) {
      Optional<ModelCard> card = serving(catalog, role).findFirst();
      String pack = card.isPresent() ? packs.inUse(role) : "-";
      String model = card.map(ModelCard::modelId).orElse("");
      context().out().printf("  %-14s %-14s %s%n", role, pack, model);
    }
    Arrays.stream(ModelRole.values())
        .filter(role -> role == ModelRole.HEAD_POSE && !packs.inUse(role).equals("builtin"))
        .filter(role -> cards.stream().anyMatch(c -> c.role() == ModelRole.FACE_GEOMETRY))
        .forEach(role -> context().say("models.list.poseUnused"));
    cards.stream()
        .filter(card -> packs.isCalibrated(card.modelId()))
        .forEach(card -> context().say("models.list.calibrated", card.modelId()));
  }

  /* A verifier of another detector is not asked. */
  private static Stream<ModelCard> serving(ModelCatalog catalog, ModelRole role) {
    return role == ModelRole.FACE_VERIFIER
        ? catalog.cards(ModelRole.FACE_DETECTOR).stream()
            .limit(1)
            .flatMap(detector -> catalog.verifiers(detector).stream())
        : catalog.cards(role).stream();
  }
}
