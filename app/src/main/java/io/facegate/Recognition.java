package io.facegate;

import io.facegate.config.GatewayConfig;
import io.facegate.core.Reembedding;
import io.facegate.gallery.GalleryConfig;
import io.facegate.gallery.Renewals;
import io.facegate.gallery.StoredGallery;
import io.facegate.gallery.rocks.RocksStore;
import io.facegate.inference.Engines;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRole;
import io.facegate.pack.InstalledPacks;
import io.facegate.pack.PackModels;
import io.facegate.search.Kernels;
import io.facegate.vision.Analyzer;
import io.facegate.vision.Embedder;
import io.facegate.vision.StageTimer;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The models and the gallery, opened so that both are of one embedder.
 *
 * <p>When another embedder is to serve than did before, the one before serves on, if its file is
 * still there and crops are kept, until all those have been embedded anew; the start after that
 * serves the new one. Else the new one serves at once, and finds each face again when it is done.
 */
final class Recognition implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Recognition.class.getName());

  private final Deque<Runnable> opened = new ArrayDeque<>();
  private final GatewayConfig config;
  private final Engines engines;
  private final PackModels wanted;
  private final Optional<PackModels> former;
  private final ModelCatalog catalog;
  private final Analyzer analyzer;
  private final Renewals renewals;
  private final StoredGallery gallery;

  private Recognition(
      GatewayConfig config,
      InstalledPacks packs,
      Engines engines,
      RocksStore store,
      StageTimer timer) {
    this.config = config;
    this.engines = engines;
    this.wanted = packs.modelsInUse();
    this.renewals = store.renewals();
    this.former = former(packs);
    PackModels serving = former.orElse(wanted);
    this.catalog = serving.catalog();
    this.analyzer =
        Analyzer.open(config.vision(), serving.catalog(), serving.files(), engines, timer);
    opened.push(analyzer::close);
    try {
      this.gallery = gallery(store);
    } catch (RuntimeException failed) {
      analyzer.close();
      throw failed;
    }
    opened.push(gallery::close);
  }

  /**
   * Opens them.
   *
   * @throws ModelRefusedException when a model cannot be used
   * @throws io.facegate.face.FaceException STORE_FAILED when the gallery cannot
   */
  static Recognition open(
      GatewayConfig config, InstalledPacks packs, Engines engines, StageTimer timer) {
    RocksStore store = RocksStore.open(where(config));
    try {
      return new Recognition(config, packs, engines, store, timer);
    } catch (RuntimeException failed) {
      store.close();
      throw failed;
    }
  }

  private static GalleryConfig where(GatewayConfig config) {
    GalleryConfig usual = GalleryConfig.defaults(config.data().resolve("gallery"));
    return new GalleryConfig(
        usual.folder(),
        config.gallery(),
        usual.searchThreads(),
        usual.cacheBytesMax(),
        usual.writeBufferBytesMax());
  }

  /** The models with the embedder before, if it is to serve on for a while. */
  private Optional<PackModels> former(InstalledPacks packs) {
    Optional<String> before = renewals.servingModel();
    Optional<String> first =
        wanted.catalog().cards(ModelRole.FACE_EMBEDDER).stream()
            .map(ModelCard::modelId)
            .findFirst();
    if (before.isEmpty() || before.equals(first)) {
      return Optional.empty();
    }
    Optional<String> next = wanted.embedderId();
    if (next.isEmpty()
        || next.equals(before)
        || renewals.isDecided(next.get())
        || renewals.count(next.get()).due() == 0) {
      return Optional.empty();
    }
    return packs.withEmbedder(before.get());
  }

  private StoredGallery gallery(RocksStore store) {
    if (former.isEmpty()) {
      renewals.serve(analyzer.embeddingModelId());
    }
    if (config.keepCrops() || former.isPresent()) {
      analyzer.keepCrops();
    }
    GalleryConfig where = where(config);
    return new StoredGallery(
        store,
        where.limits(),
        analyzer.embeddingModelId(),
        Kernels.choose(),
        where.searchThreads(),
        Clock.systemUTC());
  }

  Analyzer analyzer() {
    return analyzer;
  }

  StoredGallery gallery() {
    return gallery;
  }

  /** The cards of the models that serve. */
  ModelCatalog catalog() {
    return catalog;
  }

  /**
   * The work that leads to the wanted embedder, not begun yet; empty when there is none.
   *
   * @param busy whether pictures wait
   * @param replace starts all anew, so that the wanted embedder serves
   */
  Optional<Reembedding> reembedding(BooleanSupplier busy, Runnable replace) {
    if (former.isPresent()) {
      String next = wanted.embedderId().orElseThrow();
      Embedder embedder = embedder(next);
      Runnable done =
          () -> {
            renewals.decide(next);
            replace.run();
          };
      return Optional.of(
          new Reembedding(
              renewals,
              new Reembedding.Job(
                  next, embedder::embed, renewals::keep, analyzer.embeddingModelId(), done),
              busy));
    }
    String present = analyzer.embeddingModelId();
    if (gallery.stats().otherModelFaces() > 0 && renewals.count(present).due() > 0) {
      Embedder embedder = embedder(present);
      return Optional.of(
          new Reembedding(
              renewals,
              new Reembedding.Job(
                  present,
                  embedder::embed,
                  made -> made.forEach(gallery::renew),
                  null,
                  this::forgetCrops),
              busy));
    }
    forgetCrops();
    return Optional.empty();
  }

  private void forgetCrops() {
    int others = gallery.stats().otherModelFaces();
    if (others > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} enrolled faces are of another embedder, and no picture of them was kept:"
              + " whose they are must enrol again",
          others);
    }
    if (!config.keepCrops()) {
      renewals.forgetCrops();
    }
  }

  private Embedder embedder(String modelId) {
    Embedder embedder =
        Embedder.open(wanted.files(), wanted.catalog(), modelId, engines)
            .orElseThrow(
                () -> new ModelRefusedException("the file of %s has gone".formatted(modelId)));
    opened.push(embedder::close);
    return embedder;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      opened.pop().run();
    }
  }
}
