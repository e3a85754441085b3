package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.core.ScoreScale;
import io.facegate.inference.ScorePoint;
import io.facegate.pack.PackException;
import io.facegate.pack.PackLock;
import io.facegate.pack.ScoreCalibrations;
import io.facegate.report.PairFile;
import io.facegate.report.ReportRefusedException;
import io.facegate.report.ScoreCalibration;
import io.facegate.report.TerminalProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code facegate models calibrate}: measures the scale of scores on the operator's own pairs. */
@Command(name = "calibrate")
final class ModelsCalibrateCommand extends ModelsCommand {
  @Option(names = "--dry-run", descriptionKey = "models.option.dryRun")
  private boolean dry;

  @Option(names = "--forget", descriptionKey = "models.option.forget")
  private boolean forget;

  @Parameters(arity = "0..1", paramLabel = "PAIRS.csv", descriptionKey = "models.parameter.pairs")
  private @Nullable Path pairs;

  ModelsCalibrateCommand(CommandContext context) {
    super(context);
  }

  @Override
  boolean changes() {
    return !dry;
  }

  @Override
  ExitCode act(GatewayConfig config) throws IOException, PackException, ReportRefusedException {
    if ((pairs == null) != forget) {
      throw context().failure(ExitCode.WRONG_USE, "models.calibrate.what");
    }
    try (OpenPack models = OpenPack.open(config)) {
      if (pairs == null) {
        return forgotten(config, models.pack().analyzer().embeddingModelId());
      }
      ScoreCalibration measured =
          ScoreCalibration.measure(
              models.pack(), PairFile.read(pairs), TerminalProgress.ofStandardError());
      context().out().print(measured.text());
      Optional<List<ScoreCalibration.Point>> points = measured.points();
      if (points.isEmpty()) {
        refuse(measured);
        return ExitCode.FAULTS;
      }
      show(points.get(), models.pack().scale());
      if (dry) {
        context().say("models.calibrate.dry");
      } else {
        keep(config, measured, points.get());
      }
      return ExitCode.DONE;
    }
  }

  private ExitCode forgotten(GatewayConfig config, String modelId)
      throws IOException, PackException {
    try (PackLock _ = PackLock.take(config.packs())) {
      new ScoreCalibrations(config.packs()).forget(modelId);
    }
    context().say("models.calibrate.forgotten", modelId);
    return ExitCode.DONE;
  }

  private void refuse(ScoreCalibration measured) {
    if (measured.isSupported()) {
      context().say("models.calibrate.flat");
    } else {
      context()
          .say(
              "models.calibrate.few",
              ScoreCalibration.DIFFERENT_PAIRS_MIN,
              measured.differentPairs());
    }
  }

  private void show(List<ScoreCalibration.Point> points, ScoreScale before) {
    context().say("models.calibrate.head");
    for (ScoreCalibration.Point point : points) {
      String interval =
          point.low() == point.high()
              ? ""
              : String.format(Locale.ROOT, " [%.3f..%.3f]", point.low(), point.high());
      context()
          .say(
              "models.calibrate.point",
              String.format(Locale.ROOT, "%.0f", point.score()),
              String.format(Locale.ROOT, "%.3f", point.cosine()) + interval,
              String.format(Locale.ROOT, "%.3f", before.cosine(point.score())));
    }
  }

  private void keep(
      GatewayConfig config, ScoreCalibration measured, List<ScoreCalibration.Point> points)
      throws IOException, PackException {
    List<ScorePoint> scale =
        points.stream().map(point -> new ScorePoint(point.cosine(), point.score())).toList();
    try (PackLock _ = PackLock.take(config.packs())) {
      new ScoreCalibrations(config.packs())
          .keep(
              measured.embeddingModel(),
              Instant.now().truncatedTo(ChronoUnit.SECONDS),
              measured.samePairs(),
              measured.differentPairs(),
              scale);
    }
    context().say("models.calibrate.kept", measured.embeddingModel());
  }
}
