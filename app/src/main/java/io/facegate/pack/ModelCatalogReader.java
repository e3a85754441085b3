package io.facegate.pack;

import io.facegate.inference.ModelCatalog;

/** Reads the model catalog of a pack; a key too many or too few is an error. */
public final class ModelCatalogReader {
  private ModelCatalogReader() {}

  /** The cards this build carries. */
  public static ModelCatalog builtIn() {
    return PublishedCatalog.ofBuild().cards();
  }

  /**
   * A catalog from its JSON.
   *
   * @throws IllegalArgumentException saying where and why, when it is not one
   */
  public static ModelCatalog read(byte[] json) {
    return StrictJson.read(json, ModelCatalog.class, "model catalog");
  }
}
