package io.facegate.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where systemd puts the credentials of the service (systemd.exec(5), "Credentials"): the folder
 * that {@code CREDENTIALS_DIRECTORY} names. A command beside the running service looks where
 * systemd keeps those of {@code facegate.service}.
 */
final class CredentialFolder {
  /** What a value begins with that names a credential instead of a file. */
  static final String PREFIX = "credential:";

  private static final Path OF_THE_SERVICE = Path.of("/run/credentials/facegate.service");
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_][0-9A-Za-z_.-]{0,127}");

  /** What stands for a secret that only the service is given. */
  static final String PROMISED = "a credential that only the service is given";

  private final Optional<Path> folder;

  CredentialFolder(Map<String, String> environment) {
    this.folder =
        Optional.ofNullable(environment.get("CREDENTIALS_DIRECTORY"))
            .filter(name -> !name.isBlank())
            .map(Path::of)
            .or(() -> Optional.of(OF_THE_SERVICE).filter(Files::isReadable));
  }

  /** Whether systemd has given any. */
  boolean isThere() {
    return folder.isPresent();
  }

  /**
   * The file of a credential.
   *
   * @throws IllegalArgumentException when that is no name; the message goes on from "the key"
   * @throws IllegalStateException when systemd has given none of that name; likewise
   */
  Path file(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "names a credential by something else than 1 to 128 of 0-9 A-Z a-z _ . -");
    }
    Path where =
        folder.orElseThrow(
            () ->
                new IllegalStateException(
                    "names the credential %s, and systemd has given none: ".formatted(name)
                        + "CREDENTIALS_DIRECTORY is not set"));
    Path file = where.resolve(name);
    if (!Files.isReadable(file)) {
      throw new IllegalStateException(
          "names the credential %s, which systemd has not given; ".formatted(name)
              + "see LoadCredential= of the unit");
    }
    return file;
  }
}
