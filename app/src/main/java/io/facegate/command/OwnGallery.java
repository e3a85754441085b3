package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.face.FaceException;
import io.facegate.gallery.GalleryConfig;
import io.facegate.gallery.StoredGallery;
import io.facegate.gallery.rocks.RocksStore;
import io.facegate.search.Kernels;
import io.facegate.vision.Analyzer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The gallery opened to be changed, with the models of the service, while that does not run. */
final class OwnGallery implements AutoCloseable {
  private final OpenPack models;
  private final StoredGallery gallery;

  private OwnGallery(OpenPack models, StoredGallery gallery) {
    this.models = models;
    this.gallery = gallery;
  }

  /**
   * Opens both.
   *
   * @throws CommandException when the service runs, or is yet to change to another embedder
   */
  static OwnGallery open(GatewayConfig config, CommandContext context) {
    Path folder = GalleryCommand.folder(config);
    RocksStore store = store(folder, context);
    try {
      OpenPack models = OpenPack.open(config);
      try {
        return new OwnGallery(models, gallery(config, context, store, models.analyzer()));
      } catch (RuntimeException failed) {
        models.close();
        throw failed;
      }
    } catch (RuntimeException failed) {
      store.close();
      throw failed;
    }
  }

  private static RocksStore store(Path folder, CommandContext context) {
    try {
      return RocksStore.open(GalleryConfig.defaults(folder));
    } catch (FaceException failed) {
      if (failed.detail().contains("in use")) {
        throw context.failure(ExitCode.FAILED, "gallery.inUse", folder);
      }
      throw failed;
    }
  }

  private static StoredGallery gallery(
      GatewayConfig config, CommandContext context, RocksStore store, Analyzer analyzer) {
    String model = analyzer.embeddingModelId();
    Optional<String> serving = store.renewals().servingModel();
    if (serving.isPresent() && !serving.get().equals(model)) {
      throw context.failure(ExitCode.FAILED, "gallery.otherEmbedder", serving.get(), model);
    }
    store.renewals().serve(model);
    if (config.keepCrops()) {
      analyzer.keepCrops();
    }
    return new StoredGallery(
        store, config.gallery(), model, Kernels.choose(), 1, Clock.systemUTC());
  }

  OpenPack models() {
    return models;
  }

  StoredGallery gallery() {
    return gallery;
  }

  @Override
  public void close() {
    gallery.close();
    models.close();
  }
}
