package io.facegate.command;

import io.facegate.access.ApiKey;
import io.facegate.access.KeyStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code facegate keys create}: makes a key, and shows its secret this one time. */
@Command(name = "create")
final class KeysCreateCommand extends KeysCommand {
  @Parameters(arity = "1", paramLabel = "APP_ID", descriptionKey = "keys.parameter.app")
  private String app = "";

  @Mixin private final KeyTermsOptions terms = new KeyTermsOptions();

  KeysCreateCommand(CommandContext context) {
    super(context);
  }

  @Override
  void act(KeyStore keys, CommandContext context) {
    ApiKey key = keys.create(terms.terms(app));
    context.say(
        "keys.made",
        key.id(),
        key.secret().reveal(),
        key.terms().appId(),
        key.terms().appNumber());
  }
}
