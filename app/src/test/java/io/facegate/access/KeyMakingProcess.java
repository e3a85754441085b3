package io.facegate.access;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Makes keys in a process of its own, as the operator's command does beside the service. */
final class KeyMakingProcess {
  private KeyMakingProcess() {}

  static Process start(KeyFolders folders, int count) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            KeyMakingProcess.class.getName(),
            folders.data().toString(),
            folders.masterKeyFile().toString(),
            Integer.toString(count))
        .inheritIO()
        .start();
  }

  static void make(KeyStore store, int count) {
    for (int i = 0; i < count; i++) {
      store.create(KeyTerms.of("gate"));
    }
  }

  /** Data folder, master key file, number of keys. */
  public static void main(String[] arguments) {
    KeysConfig config = KeysConfig.at(Path.of(arguments[0]), Path.of(arguments[1]));
    make(KeyStore.open(config, Clock.systemUTC()), Integer.parseInt(arguments[2]));
  }
}
