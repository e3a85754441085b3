package io.facegate.command;

import io.facegate.access.Allowance;
import io.facegate.access.ApiKey;
import io.facegate.access.KeyStore;
import io.facegate.access.KeyTerms;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;

/** {@code facegate keys list}: shows all keys, without their secrets. */
@Command(name = "list")
final class KeysListCommand extends KeysCommand {
  KeysListCommand(CommandContext context) {
    super(context);
  }

  @Override
  void act(KeyStore keys, CommandContext context) {
    if (keys.all().isEmpty()) {
      context.say("keys.none");
      return;
    }
    keys.all().forEach(key -> context.out().println(line(key, context.messages())));
  }

  private static String line(ApiKey key, Messages messages) {
    KeyTerms terms = key.terms();
    boolean inForce = key.ends().equals(Instant.MAX);
    String line =
        messages.text(
            "keys.line",
            key.id(),
            messages.text(inForce ? "keys.inForce" : "keys.ended"),
            terms.appId(),
            terms.appNumber(),
            shown(terms.dialects(), messages),
            shown(terms.buckets(), messages),
            shown(terms.allowance(), messages),
            key.created());
    String end = inForce ? "" : "  " + messages.text("keys.endedAt", key.ends());
    return line + end + (terms.note().isEmpty() ? "" : "  " + terms.note());
  }

  private static String shown(Set<String> names, Messages messages) {
    return names.isEmpty() ? messages.text("keys.all") : String.join(",", new TreeSet<>(names));
  }

  private static String shown(Allowance allowance, Messages messages) {
    return allowance.equals(Allowance.UNLIMITED)
        ? messages.text("keys.unlimited")
        : messages.text(
            "keys.limits", allowance.perSecond(), allowance.perDay(), allowance.total());
  }
}
