package io.facegate.command;

import io.facegate.inference.CommercialUse;
import io.facegate.inference.ModelCard;
import io.facegate.pack.PackContent;
import java.io.Console;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** Has the operator agree to licences that do not simply let a paying customer be served. */
final class LicenceOption {
  private static final Set<String> YES = Set.of("y", "yes", "是");

  @Option(names = "--accept-licence", descriptionKey = "models.option.acceptLicence")
  private boolean accepted;

  /**
   * Shows the licences of a pack, and asks where it has to.
   *
   * @throws CommandException when nobody agrees
   */
  void agree(PackContent pack, CommandContext context) {
    PackWords words = new PackWords(context.messages());
    context.say("models.licence.head", pack.id());
    for (ModelCard card : pack.catalog().models()) {
      context.out().println(words.licence(card));
    }
    if (pack.commercialUse() != CommercialUse.YES && !accepted && !isAgreed(context)) {
      throw context.failure(
          ExitCode.FAILED,
          "models.licence.needed",
          pack.id(),
          words.commercialUse(pack.commercialUse()));
    }
  }

  /* JDK 25 has no console again where nobody is at the terminal (JDK-8351435). */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isAgreed(CommandContext context) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return false;
    }
    String answer =
        console.readLine("%s", context.messages().text("models.licence.question") + " ");
    return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
  }
}
