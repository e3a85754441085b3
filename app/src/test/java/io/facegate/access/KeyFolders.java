package io.facegate.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A data folder and a folder for the master key, side by side. */
record KeyFolders(Path data, Path secrets) {

  static KeyFolders in(Path folder) throws IOException {
    return new KeyFolders(
        Files.createDirectory(folder.resolve("data")),
        Files.createDirectory(folder.resolve("secrets")));
  }

  Path masterKeyFile() {
    return secrets.resolve("master.key");
  }

  Path keyFile() {
    return data.resolve("api-keys");
  }

  KeysConfig config() {
    return KeysConfig.at(data, masterKeyFile());
  }

  /** A store that looks at its file at each call. */
  KeyStore open(InstantSource clock) {
    return KeyStore.open(config(), clock, Duration.ZERO);
  }
}
