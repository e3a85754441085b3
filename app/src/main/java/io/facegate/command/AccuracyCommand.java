package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.report.AccuracyReport;
import io.facegate.report.PairFile;
import io.facegate.report.ReportRefusedException;
import io.facegate.report.TerminalProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code facegate accuracy}: how often the models are right about pairs of photos. */
@Command(name = "accuracy")
final class AccuracyCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final ModelsOption models = new ModelsOption();

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  @Parameters(arity = "1", paramLabel = "PAIRS.csv", descriptionKey = "accuracy.parameter.pairs")
  private Path pairs = Path.of("");

  AccuracyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, ReportRefusedException {
    GatewayConfig config = models.configuration(context);
    PairFile rows = PairFile.read(pairs);
    try (OpenPack open = OpenPack.open(config)) {
      AccuracyReport report =
          AccuracyReport.measure(open.pack(), rows, TerminalProgress.ofStandardError());
      context.out().print(json ? report.json() : report.text());
    }
    return ExitCode.DONE.number();
  }
}
