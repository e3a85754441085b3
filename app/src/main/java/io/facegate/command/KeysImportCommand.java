package io.facegate.command;

import io.facegate.access.ApiKey;
import io.facegate.access.KeyStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code facegate keys import}: takes in a pair that clients have; its secret is not shown. */
@Command(name = "import")
final class KeysImportCommand extends KeysCommand {
  private static final int SECRET_LENGTH_MAX = 4096;

  @Parameters(arity = "1", paramLabel = "APP_ID", descriptionKey = "keys.parameter.app")
  private String app = "";

  @Option(
      names = "--id",
      required = true,
      paramLabel = "KEY_ID",
      descriptionKey = "keys.option.id")
  private String id = "";

  @Option(
      names = "--secret-file",
      required = true,
      paramLabel = "FILE",
      descriptionKey = "keys.option.secretFile")
  private String secretFile = "";

  @Mixin private final KeyTermsOptions terms = new KeyTermsOptions();

  KeysImportCommand(CommandContext context) {
    super(context);
  }

  @Override
  void act(KeyStore keys, CommandContext context) throws IOException {
    ApiKey key = keys.adopt(id, secret(), terms.terms(app));
    context.say("keys.taken", key.id(), key.terms().appId(), key.terms().appNumber());
  }

  /* Not a word of the command line, which all users of the machine can see. */
  private String secret() throws IOException {
    try (InputStream in =
        secretFile.equals("-") ? System.in : Files.newInputStream(Path.of(secretFile))) {
      String text = new String(in.readNBytes(SECRET_LENGTH_MAX), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("").strip();
    }
  }
}
