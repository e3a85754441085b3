package io.facegate.command;

import io.facegate.access.KeyStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code facegate keys revoke}: ends a key, and with it its access tokens. */
@Command(name = "revoke")
final class KeysRevokeCommand extends KeysCommand {
  @Parameters(arity = "1", paramLabel = "KEY_ID", descriptionKey = "keys.parameter.key")
  private String id = "";

  KeysRevokeCommand(CommandContext context) {
    super(context);
  }

  @Override
  void act(KeyStore keys, CommandContext context) {
    if (!keys.revoke(id)) {
      throw context.failure(ExitCode.WRONG_USE, "keys.notInForce", id);
    }
    context.say("keys.revoked", id);
  }
}
