package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.inference.Engines;
import io.facegate.inference.ModelCatalog;
import io.facegate.pack.InstalledPacks;
import io.facegate.pack.MachineEngines;
import io.facegate.pack.ModelPack;
import io.facegate.report.Pack;
import io.facegate.vision.Analyzer;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.StageTimer;

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
    InstalledPacks packs = InstalledPacks.open(config.packs());
    ModelCatalog catalog = packs.catalogInUse();
    Engines engines =
        MachineEngines.open(
            config.engines().unkept(), config.openvino(), config.inferenceThreads());
    try {
      Analyzer analyzer =
          Analyzer.open(
              config.vision(), catalog, packs.filesInUse(), engines, StageTimer.NONE);
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

  Analyzer analyzer() {
    return analyzer;
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
