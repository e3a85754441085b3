package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.report.ContactSheet;
import io.facegate.report.PictureFolder;
import io.facegate.report.ReportRefusedException;
import io.facegate.report.TerminalProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code facegate inspect}: draws all that is known of the faces in a folder of photos. */
@Command(name = "inspect")
final class InspectCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final ModelsOption models = new ModelsOption();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "SHEET.html",
      descriptionKey = "inspect.option.output")
  private Path sheet = Path.of("");

  @Parameters(arity = "1", paramLabel = "DIR", descriptionKey = "inspect.parameter.photos")
  private Path photos = Path.of("");

  InspectCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, ReportRefusedException {
    GatewayConfig config = models.configuration(context);
    PictureFolder folder = PictureFolder.list(photos);
    try (OpenPack open = OpenPack.open(config)) {
      String summary =
          ContactSheet.write(open.pack(), folder, sheet, TerminalProgress.ofStandardError());
      context.out().println(sheet + ": " + summary);
    }
    return ExitCode.DONE.number();
  }
}
