package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.inference.ModelRole;
import io.facegate.pack.InstalledPack;
import io.facegate.pack.InstalledPacks;
import io.facegate.pack.PackException;
import io.facegate.pack.PackFault;
import io.facegate.pack.PackVerifier;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code facegate models verify}: whether models are what they should be, and run here. */
@Command(name = "verify")
final class ModelsVerifyCommand extends ModelsCommand {
  @Parameters(arity = "0..1", paramLabel = "PACK", descriptionKey = "models.parameter.verify")
  private @Nullable String name;

  ModelsVerifyCommand(CommandContext context) {
    super(context);
  }

  @Override
  boolean changes() {
    return false;
  }

  @Override
  ExitCode act(GatewayConfig config) throws PackException {
    InstalledPacks packs = InstalledPacks.open(config.packs());
    List<InstalledPack> wanted = packs.all();
    String id = name;
    if (id != null) {
      Optional<InstalledPack> one = packs.pack(id);
      wanted = List.of(one.orElseThrow(() -> new PackException(PackFault.NOT_INSTALLED, id)));
    }
    boolean good = name != null || packs.unreadable().isEmpty();
    if (name == null) {
      packs
          .unreadable()
          .forEach((pack, why) -> context().say("models.list.unreadable", pack, why));
    }
    try (PackVerifier verifier =
        PackVerifier.open(config.engines(), config.openvino(), config.inferenceThreads())) {
      for (InstalledPack pack : wanted) {
        context().out().println(pack.id());
        for (PackVerifier.Line line : verifier.verify(pack, EnumSet.allOf(ModelRole.class))) {
          context().out().println(said(context(), line));
          good &= !line.isBad() && line.outcome() != PackVerifier.Outcome.ABSENT;
        }
      }
    }
    context().say(good ? "models.verify.good" : "models.verify.bad");
    return good ? ExitCode.DONE : ExitCode.FAULTS;
  }

  /** What came of a file, in a line. */
  static String said(CommandContext context, PackVerifier.Line line) {
    String outcome =
        context
            .messages()
            .text(
                switch (line.outcome()) {
                  case PROVED -> "models.verify.proved";
                  case RUNS -> "models.verify.runs";
                  case UNTRIED -> "models.verify.untried";
                  case ABSENT -> "models.verify.absent";
                  case DAMAGED -> "models.verify.damaged";
                  case REFUSED -> "models.verify.refused";
                });
    String detail = line.detail().isEmpty() ? "" : " (" + line.detail() + ")";
    return "  %-14s %s: %s%s".formatted(line.role(), line.file(), outcome, detail);
  }
}
