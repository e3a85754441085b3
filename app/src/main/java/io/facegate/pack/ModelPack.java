package io.facegate.pack;

import io.facegate.core.ScoreScale;
import io.facegate.inference.ModelCatalog;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * A folder of model files, and the catalog that says what they are: the folder's own, where it has
 * one, else the one this build carries.
 */
public record ModelPack(Path folder, ModelCatalog catalog) {
  private static final Path BUILT_IN = Path.of("models", "builtin");
  private static final String CATALOG = "catalog.json";
  private static final int CATALOG_BYTES_MAX = 1 << 20;

  /* From the classes of a build to the root of a clone it is four steps. */
  private static final int STEPS_UP_MAX = 5;

  /**
   * The pack of a folder; nothing is said about whether its files are there.
   *
   * @throws IllegalArgumentException when its catalog is not one
   */
  public static ModelPack of(Path folder) {
    try (InputStream in = Files.newInputStream(folder.resolve(CATALOG))) {
      return new ModelPack(folder, ModelCatalogReader.read(in.readNBytes(CATALOG_BYTES_MAX)));
    } catch (NoSuchFileException absent) {
      return new ModelPack(folder, ModelCatalogReader.builtIn());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The scale of the scores of an embedder. */
  public static ScoreScale scale(ModelCatalog catalog, String modelId) {
    var points = catalog.byModelId(modelId).orElseThrow().scoreScale();
    return new ScoreScale(
        points.stream()
            .map(point -> new ScoreScale.Anchor(point.cosine(), point.score()))
            .toList());
  }

  /**
   * The folder of the models that come with the program: beside its jar, or in the clone it was
   * built in.
   */
  public static Optional<Path> builtInFolder() {
    CodeSource source = ModelPack.class.getProtectionDomain().getCodeSource();
    /* A class from a cache that was made where the package was built does not know its jar. */
    if (source == null || source.getLocation() == null) {
      String[] classPath = System.getProperty("java.class.path").split(File.pathSeparator, 2);
      return builtInFolder(Path.of(classPath[0]));
    }
    try {
      return builtInFolder(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The folder as seen from a jar, or from a folder of classes. */
  static Optional<Path> builtInFolder(Path code) {
    boolean packed = Files.isRegularFile(code);
    Path place = code.toAbsolutePath().getParent();
    for (int step = 0; step < STEPS_UP_MAX && place != null; step++) {
      /* What an earlier build put beside its jar may be older than the clone. */
      boolean stale = !packed && place.endsWith("target");
      Path folder = place.resolve(BUILT_IN);
      if (!stale && Files.isRegularFile(folder.resolve(CATALOG))) {
        return Optional.of(folder);
      }
      place = place.getParent();
    }
    return Optional.empty();
  }
}
