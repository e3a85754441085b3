package io.facegate.command;

import io.facegate.inference.CommercialUse;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelRole;
import io.facegate.pack.PackException;
import io.facegate.pack.PackFault;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says of packs what they are, and what is wrong with them, in the operator's language. */
final class PackWords {
  private static final double KIBI = 1024;

  private final Messages messages;

  PackWords(Messages messages) {
    this.messages = messages;
  }

  /** What went wrong. */
  String fault(PackException refused) {
    return messages.text(key(refused.fault()), refused.details().toArray());
  }

  private static String key(PackFault fault) {
    return switch (fault) {
      case UNKNOWN_PACK -> "models.fault.unknownPack";
      case NOT_INSTALLED -> "models.fault.notInstalled";
      case NOT_A_NAME -> "models.fault.notAName";
      case NAME_TAKEN -> "models.fault.nameTaken";
      case NO_CATALOG -> "models.fault.noCatalog";
      case BAD_CATALOG -> "models.fault.badCatalog";
      case NO_MODEL_FOR_ROLE -> "models.fault.noModelForRole";
      case CHOSEN_WITH -> "models.fault.chosenWith";
      case CLASH -> "models.fault.clash";
      case DOES_NOT_RUN -> "models.fault.doesNotRun";
      case IMPORT_ONLY -> "models.fault.importOnly";
      case INCOMPLETE -> "models.fault.incomplete";
      case DAMAGED -> "models.fault.damaged";
      case BUSY -> "models.fault.busy";
      case NO_ROOM -> "models.fault.noRoom";
      case TOO_LARGE -> "models.fault.tooLarge";
      case WRONG_SIZE -> "models.fault.wrongSize";
      case BAD_ADDRESS -> "models.fault.badAddress";
      case BAD_REDIRECT -> "models.fault.badRedirect";
      case ANSWERED -> "models.fault.answered";
      case UNREACHABLE -> "models.fault.unreachable";
      case BAD_PROXY -> "models.fault.badProxy";
    };
  }

  /** How a command ends for it. */
  static ExitCode exit(PackFault fault) {
    return switch (fault) {
      case UNKNOWN_PACK, NOT_A_NAME, NAME_TAKEN, NO_MODEL_FOR_ROLE, CHOSEN_WITH ->
          ExitCode.WRONG_USE;
      case UNREACHABLE, ANSWERED -> ExitCode.UNREACHABLE;
      default -> ExitCode.FAILED;
    };
  }

  /** Names of roles, as the configuration spells them. */
  String roles(Collection<ModelRole> roles) {
    return roles.stream().map(ModelRole::name).collect(Collectors.joining(", "));
  }

  /** The names of all licences. */
  String licences(ModelCatalog catalog) {
    return catalog.models().stream()
        .map(card -> card.licence().name())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** A licence, and what is to be known of it. */
  String licence(ModelCard card) {
    String line =
        messages.text(
            "models.licence.line",
            card.id(),
            card.licence().name(),
            commercialUse(card.licence().commercialUse()),
            card.origin());
    String note = card.licence().note();
    return note.isBlank() ? line : line + "\n    " + note;
  }

  /** Whether a model may serve a paying customer. */
  String commercialUse(CommercialUse use) {
    return messages.text(
        switch (use) {
          case YES -> "models.commercial.yes";
          case NO -> "models.commercial.no";
          case IN_DOUBT -> "models.commercial.inDoubt";
        });
  }

  /** A size. */
  static String bytes(long bytes) {
    return bytes < KIBI * KIBI
        ? String.format(Locale.ROOT, "%.0f KiB", bytes / KIBI)
        : String.format(Locale.ROOT, "%.1f MiB", bytes / KIBI / KIBI);
  }
}
