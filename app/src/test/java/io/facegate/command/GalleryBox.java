package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A box with a configuration and a data folder of its own, on which commands are said. */
final class GalleryBox {
  private final Path folder;
  private final Path file;

  /**
   * Sets a box up.
   *
   * @param yaml beside data folder and address
   */
  GalleryBox(Path folder, int port, int opsPort, String yaml) throws IOException {
    this.folder = Files.createDirectories(folder);
    String places =
        "data: %s\nhttp: {address: 127.0.0.1, port: %d}\nops: {port: %d}\n"
            .formatted(data(), port, opsPort);
    this.file = Files.writeString(folder.resolve("facegate.yaml"), places + yaml);
  }

  Path data() {
    return folder.resolve("data");
  }

  Path file() {
    return file;
  }

  GatewayConfig config() {
    return new GatewayConfigReader(Map.of()).read(file);
  }

  /** Says {@code facegate gallery ...} in English. */
  Said gallery(String... words) {
    List<String> all = new ArrayList<>(List.of("gallery"));
    all.addAll(List.of(words));
    all.addAll(List.of("--config", file.toString()));
    return Said.in(Map.of("LANG", "C"), all.toArray(String[]::new));
  }
}
