package io.facegate.access;

import io.facegate.testing.ChildJava;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Makes keys in a process of its own, as the operator's command does beside the service. */
final class KeyMakingProcess {
  private KeyMakingProcess() {}

  static Process start(KeyFolders folders, int count) throws IOException {
    List<String> command = ChildJava.command(folders.data().resolveSibling("child"));
    command.addAll(
        List.of(
            "-cp",
            ChildJava.classPath(),
            KeyMakingProcess.class.getName(),
            folders.data().toString(),
            folders.masterKeyFile().toString(),
            Integer.toString(count)));
    return new ProcessBuilder(command).inheritIO().start();
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
