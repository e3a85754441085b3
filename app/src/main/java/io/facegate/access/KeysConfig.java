package io.facegate.access;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where API keys are kept.
 *
 * @param folder the data folder, which is backed up: holds the keys, encrypted
 * @param masterKeyFile the key to them, outside of the data folder, so that a stolen disk or backup
 *     of the data does not give the secrets away; made on first use when its folder exists, and
 *     readable by nobody but its owner. Whoever loses it makes all keys anew
 * @param clockSkewMax how far a caller's clock may run ahead of ours when it signs requests;
 *     default 15 minutes
 * @param signatureLifeMax how long a bce-auth-v1 signature counts at most, whatever it says itself;
 *     default 30 minutes
 * @param requestsPerSecondMax of all keys together, 0 for no limit; default 0
 */
public record KeysConfig(
    Path folder,
    Path masterKeyFile,
    Duration clockSkewMax,
    Duration signatureLifeMax,
    int requestsPerSecondMax) {

  /** Keys in a folder, with the usual bounds on signatures. */
  public static KeysConfig at(Path folder, Path masterKeyFile) {
    return new KeysConfig(folder, masterKeyFile, Duration.ofMinutes(15), Duration.ofMinutes(30), 0);
  }
}
