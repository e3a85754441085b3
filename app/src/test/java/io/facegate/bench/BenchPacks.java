package io.facegate.bench;

import io.facegate.pack.ModelPack;
import io.facegate.testing.Shared;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The packs that are measured side by side. */
final class BenchPacks {
  /** The pack that comes with the program. */
  static final String BUILT_IN = "built-in";

  /** The models that were had elsewhere, with which the others are compared. */
  static final String REFERENCE = "reference";

  private BenchPacks() {}

  /** By name: the built-in pack, if this checkout has one, and the development models. */
  static Map<String, ModelPack> all() {
    Map<String, ModelPack> packs = new LinkedHashMap<>();
    Path reference = Shared.models();
    Optional<Path> builtIn = ModelPack.builtInFolder();
    builtIn
        .filter(folder -> !folder.toAbsolutePath().equals(reference.toAbsolutePath()))
        .ifPresent(folder -> packs.put(BUILT_IN, ModelPack.of(folder)));
    packs.put(REFERENCE, ModelPack.of(reference));
    return packs;
  }
}
