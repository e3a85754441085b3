package io.facegate.pack;

import io.facegate.inference.ScorePoint;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;

/** The operator's own scales of scores; the service takes a change at its next start. */
public final class ScoreCalibrations {
  private final PacksConfig config;

  /** Where the configuration says; the caller holds the {@link PackLock}. */
  public ScoreCalibrations(PacksConfig config) {
    this.config = config;
  }

  /**
   * Keeps the scale of an embedder.
   *
   * @param measured when
   * @param samePairs pairs of one person behind it
   * @param differentPairs pairs of two people behind it
   * @param scale rising from score 0 to score 100
   */
  public void keep(
      String modelId, Instant measured, long samePairs, long differentPairs, List<ScorePoint> scale)
      throws IOException {
    write(
        InstalledPacks.open(config)
            .calibration()
            .with(
                modelId,
                new SiteCalibration.Measured(
                    measured.toString(), samePairs, differentPairs, scale)));
  }

  /** Forgets the scale of an embedder, so that the one of its card counts again. */
  public void forget(String modelId) throws IOException {
    write(InstalledPacks.open(config).calibration().without(modelId));
  }

  private void write(SiteCalibration calibration) throws IOException {
    Files.createDirectories(config.folder());
    DurableFiles.replace(
        config.folder().resolve(InstalledPacks.CALIBRATION), StrictJson.write(calibration));
  }
}
