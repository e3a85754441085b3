package io.facegate.testing;

import io.facegate.access.AddressRange;
import io.facegate.access.OutboundConfig;
import io.facegate.access.OutboundPolicy;
import io.facegate.core.CameraState;
import io.facegate.core.EventSink;
import io.facegate.core.FaceEvent;
import io.facegate.core.FaceServiceConfig;
import io.facegate.core.LocalFaceService;
import io.facegate.core.ScoreScale;
import io.facegate.core.UrlFetchConfig;
import io.facegate.core.UrlFetcher;
import io.facegate.gallery.GalleryConfig;
import io.facegate.gallery.StoredGallery;
import io.facegate.gallery.rocks.RocksStore;
import io.facegate.inference.Engines;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.onnx.OnnxEngine;
import io.facegate.pack.ModelCatalogReader;
import io.facegate.search.Kernels;
import io.facegate.vision.Analyzer;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.StageTimer;
import io.facegate.vision.VisionConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The use cases on real models and a real store; pictures may be fetched from this machine. */
public final class RealService implements AutoCloseable {
  private final Engines engines = Engines.only(new OnnxEngine(1));
  private final Analyzer analyzer;
  private final StoredGallery gallery;
  private final LocalFaceService faces;

  /** Opens the models and a store in a folder. */
  public RealService(Path folder) {
    ModelCatalog catalog = ModelCatalogReader.builtIn();
    VisionConfig vision = VisionConfig.defaults(Shared.models());
    analyzer = Analyzer.open(vision, catalog, engines, StageTimer.NONE);
    gallery =
        new StoredGallery(
            RocksStore.open(GalleryConfig.defaults(folder)),
            GalleryConfig.defaults(folder).limits(),
            analyzer.embeddingModelId(),
            Kernels.choose(),
            2,
            Clock.systemUTC());
    OutboundPolicy outbound =
        new OutboundPolicy(
            new OutboundConfig(List.of(), List.of(AddressRange.parse("127.0.0.0/8"))));
    faces =
        new LocalFaceService(
            analyzer,
            new ImageDecoder(vision.decode(), StageTimer.NONE)::decode,
            new UrlFetcher(UrlFetchConfig.defaults(), outbound::permits),
            gallery,
            scale(catalog),
            new Deaf(),
            FaceServiceConfig.defaults());
  }

  /** The use cases. */
  public LocalFaceService faces() {
    return faces;
  }

  @Override
  public void close() {
    faces.close();
    gallery.close();
    analyzer.close();
    engines.close();
  }

  private ScoreScale scale(ModelCatalog catalog) {
    return new ScoreScale(
        catalog.byModelId(analyzer.embeddingModelId()).orElseThrow().scoreScale().stream()
            .map(point -> new ScoreScale.Anchor(point.cosine(), point.score()))
            .toList());
  }

  /** Hears nothing. */
  private static final class Deaf implements EventSink {
    @Override
    public void publish(FaceEvent event) {}

    @Override
    public void cameraState(CameraState state) {}
  }
}
