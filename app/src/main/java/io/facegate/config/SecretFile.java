package io.facegate.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file whose first line is a secret. */
final class SecretFile {
  private static final int BYTES_MAX = 4096;

  private SecretFile() {}

  /**
   * The secret.
   *
   * @throws IllegalStateException when it cannot be had; the message goes on from "the key"
   */
  static String firstLine(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new IllegalStateException("is larger than a secret");
      }
      Optional<String> first = Files.readString(file).lines().findFirst();
      return first
          .filter(line -> !line.isBlank())
          .orElseThrow(() -> new IllegalStateException("names an empty file: " + file));
    } catch (IOException e) {
      String fault = Files.exists(file) ? "cannot be read: " : "does not exist: ";
      throw new IllegalStateException("names a file that " + fault + file, e);
    }
  }
}
