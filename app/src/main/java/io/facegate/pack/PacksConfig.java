package io.facegate.pack;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where packs of models are.
 *
 * @param folder of the installed ones, and of what is in use; by default the folder {@code models}
 *     in the data folder
 * @param builtIn the folder of the pack that comes with the program
 * @param fixed the folder that the configuration names, whatever is installed; by default none
 */
public record PacksConfig(Path folder, Path builtIn, Optional<Path> fixed) {
  /** The defaults, for a data folder. */
  public static PacksConfig defaults(Path data) {
    return new PacksConfig(
        data.resolve("models"),
        ModelPack.builtInFolder().orElse(Path.of("models")),
        Optional.empty());
  }
}
