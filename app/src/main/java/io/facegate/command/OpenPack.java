package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.inference.Engines;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelRefusedException;
import io.facegate.pack.MachineEngines;
import io.facegate.pack.ModelPack;
import io.facegate.report.Pack;
import io.facegate.vision.Analyzer;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.StageTimer;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The models of a configuration, opened for a report as the service opens them. */
final class OpenPack implements AutoCloseable {
  private final Engines engines;
  private final Analyzer analyzer;
  private final Pack pack;

  private OpenPack(Engines engines, Analyzer analyzer, Pack pack) {
    this.engines = engines;
    this.analyzer = analyzer;
    this.pack = pack;
  }

  /** Opens and tests them all. */
  static OpenPack open(GatewayConfig config) {
    ModelCatalog catalog = catalog(config.vision().models());
    Engines engines = MachineEngines.open(config.engines(), config.inferenceThreads());
    try {
      Analyzer analyzer = Analyzer.open(config.vision(), catalog, engines, StageTimer.NONE);
      Pack pack =
          new Pack(
              analyzer,
              new ImageDecoder(config.vision().decode(), StageTimer.NONE),
              ModelPack.scale(catalog, analyzer.embeddingModelId()),
              config.service().facePxMin());
      return new OpenPack(engines, analyzer, pack);
    } catch (RuntimeException refused) {
      engines.close();
      throw refused;
    }
  }

  private static ModelCatalog catalog(Path folder) {
    try {
      return ModelPack.of(folder).catalog();
    } catch (IllegalArgumentException | UncheckedIOException wrong) {
      throw new ModelRefusedException("the catalog of %s cannot be used".formatted(folder), wrong);
    }
  }

  Pack pack() {
    return pack;
  }

  @Override
  public void close() {
    analyzer.close();
    engines.close();
  }
}
