package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.report.PadFolder;
import io.facegate.report.PadReport;
import io.facegate.report.ReportRefusedException;
import io.facegate.report.TerminalProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code facegate pad-report}: how the liveness check tells attacks from living people. */
@Command(name = "pad-report")
final class PadReportCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final ModelsOption models = new ModelsOption();

  @Option(names = "--threshold", paramLabel = "T", descriptionKey = "padReport.option.threshold")
  private List<String> thresholds = new ArrayList<>();

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  @Parameters(arity = "1", paramLabel = "DIR", descriptionKey = "padReport.parameter.folder")
  private Path folder = Path.of("");

  PadReportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, ReportRefusedException {
    List<Double> wanted = new ArrayList<>();
    for (String threshold : thresholds) {
      wanted.add(threshold(threshold));
    }
    GatewayConfig config = models.configuration(context);
    PadFolder presentations = PadFolder.list(folder);
    try (OpenPack open = OpenPack.open(config)) {
      PadReport report =
          PadReport.measure(
              open.pack(), presentations, wanted, TerminalProgress.ofStandardError());
      context.out().print(json ? report.json() : report.text());
    }
    return ExitCode.DONE.number();
  }

  private static double threshold(String word) {
    try {
      return PadReport.threshold(word);
    } catch (ReportRefusedException nonsense) {
      throw new CommandException(ExitCode.WRONG_USE, String.valueOf(nonsense.getMessage()));
    }
  }
}
