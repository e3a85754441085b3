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

  /**
   * By name: the built-in pack, if this checkout has one, and the development models, or a line
   * that says that they are not there.
   */
  static Map<String, ModelPack> all() {
    Map<String, ModelPack> packs = new LinkedHashMap<>();
    Optional<Path> reference =
        Shared.areModelsNamedOrThere() ? Optional.of(Shared.models()) : Optional.empty();
    ModelPack.builtInFolder()
        .map(Path::toAbsolutePath)
        .filter(folder -> !reference.map(Path::toAbsolutePath).equals(Optional.of(folder)))
        .ifPresent(folder -> packs.put(BUILT_IN, ModelPack.of(folder)));
    reference.ifPresentOrElse(
        folder -> packs.put(REFERENCE, ModelPack.of(folder)),
        () -> System.out.println("left out: the reference pack, which FACEGATE_MODELS can name"));
    return packs;
  }

  /** Whether the development photos are there; if not, prints what is left out without them. */
  static boolean arePhotosThere(String without) {
    boolean there = Shared.isNamedOrThere();
    if (!there) {
      System.out.printf(
          "left out: %s; needs the photos of a folder FACEGATE_SHARED, which is in no clone%n",
          without);
    }
    return there;
  }
}
