package io.facegate.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of models and photos that lies beside a development checkout. It is in no repository;
 * integration tests need it, and fail with its name when it is not there.
 */
public final class Shared {
  private static final Path ROOT = find();

  private Shared() {}

  /**
   * Whether there is such a folder, or one is named, which then must be there. Only for benches: a
   * test fails without it.
   */
  public static boolean isNamedOrThere() {
    String configured = System.getenv("FACEGATE_SHARED");
    return (configured != null && !configured.isBlank()) || Files.exists(ROOT);
  }

  /** A file or folder in it, which must be there. */
  public static Path path(String relative) {
    Path path = ROOT.resolve(relative);
    if (!Files.exists(path)) {
      throw new AssertionError("integration tests need " + path);
    }
    return path;
  }

  /** The folder of model files. */
  public static Path models() {
    String configured = System.getenv("FACEGATE_MODELS");
    return configured == null || configured.isBlank() ? path("models") : Path.of(configured);
  }

  /** Whether a folder of model files is there, or named. */
  public static boolean areModelsNamedOrThere() {
    String configured = System.getenv("FACEGATE_MODELS");
    return (configured != null && !configured.isBlank()) || isNamedOrThere();
  }

  private static Path find() {
    String configured = System.getenv("FACEGATE_SHARED");
    if (configured != null && !configured.isBlank()) {
      return Path.of(configured);
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve("shared");
      if (Files.exists(candidate.resolve("models/SOURCES.md"))) {
        return candidate;
      }
    }
    return start.resolve("../shared").normalize();
  }
}
