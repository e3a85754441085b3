package io.facegate;

import io.facegate.config.GatewayConfig;
import io.facegate.config.ModelPack;
import io.facegate.inference.InferenceEngine;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.onnx.OnnxEngine;
import io.facegate.report.Pack;
import io.facegate.vision.Analyzer;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.StageTimer;

/** The models of a configuration, opened for a report as the service opens them. */
final class OpenPack implements AutoCloseable {
  private final InferenceEngine engine;
  private final Analyzer analyzer;
  private final Pack pack;

  private OpenPack(InferenceEngine engine, Analyzer analyzer, Pack pack) {
    this.engine = engine;
    this.analyzer = analyzer;
    this.pack = pack;
  }

  /** Opens and tests them all. */
  static OpenPack open(GatewayConfig config) {
    ModelCatalog catalog = ModelPack.of(config.vision().models()).catalog();
    InferenceEngine engine = new OnnxEngine(1);
    try {
      Analyzer analyzer = Analyzer.open(config.vision(), catalog, engine, StageTimer.NONE);
      Pack pack =
          new Pack(
              analyzer,
              new ImageDecoder(config.vision().decode(), StageTimer.NONE),
              Gateway.scale(catalog, analyzer.embeddingModelId()),
              config.service().facePxMin());
      return new OpenPack(engine, analyzer, pack);
    } catch (RuntimeException refused) {
      engine.close();
      throw refused;
    }
  }

  Pack pack() {
    return pack;
  }

  @Override
  public void close() {
    analyzer.close();
    engine.close();
  }
}
