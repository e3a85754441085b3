package io.facegate.config;

import io.facegate.access.KeysConfig;
import java.nio.file.Path;
import java.time.Duration;

/** Reads where API keys are kept, and how their signatures count. */
final class KeysReader {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private KeysReader() {}

  static KeysConfig read(Section section, Path data) {
    KeysConfig usual = KeysConfig.at(data, masterKeyBeside(data));
    KeysConfig read =
        new KeysConfig(
            data,
            masterKey(section, data, usual.masterKeyFile()),
            section.duration("clockSkewMax", usual.clockSkewMax(), Duration.ZERO, HOUR),
            section.duration(
                "signatureLifeMax", usual.signatureLifeMax(), MINUTE, Duration.ofHours(24)),
            section.integer(
                "requestsPerSecondMax", usual.requestsPerSecondMax(), 0, 1_000_000));
    section.done();
    return read;
  }

  private static Path masterKey(Section section, Path data, Path usual) {
    Path file = section.folder("masterKeyFile", usual, NamedFile.Kind.MASTER_KEY);
    Path folder = data.toAbsolutePath().normalize();
    if (file.toAbsolutePath().normalize().startsWith(folder)) {
      section.problem("masterKeyFile", "lies in the data folder, with what it opens: " + file);
    }
    return file;
  }

  /* Not in the data folder, so that a backup of it does not hold the key to itself. */
  private static Path masterKeyBeside(Path data) {
    Path folder = data.toAbsolutePath().normalize();
    return folder.resolveSibling(folder.getFileName() + "-master.key");
  }
}
