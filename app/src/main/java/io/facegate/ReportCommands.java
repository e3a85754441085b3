package io.facegate;

import io.facegate.config.ConfigException;
import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import io.facegate.inference.ModelRefusedException;
import io.facegate.report.AccuracyReport;
import io.facegate.report.ContactSheet;
import io.facegate.report.PadFolder;
import io.facegate.report.PadReport;
import io.facegate.report.PairFile;
import io.facegate.report.PictureFolder;
import io.facegate.report.ReportRefusedException;
import io.facegate.report.TerminalProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the operator has measured and drawn by the models in use, beside the service. Ends with 0
 * when the report was made, 1 when it cannot be made, 2 when the words or the rows are wrong.
 */
final class ReportCommands {
  /** How to say it. */
  static final String USAGE =
      """
        facegate accuracy PAIRS.csv [--json]
                                  how often the models are right about pairs of your own
                                  photos: rows same,image_a,image_b, same being 1 or 0
        facegate inspect DIR -o SHEET.html
                                  draws all that is known of the faces in your own photos
        facegate pad-report DIR [--threshold T] [--json]
                                  how the liveness check tells attacks from living people, by
                                  ISO/IEC 30107-3: DIR/bona-fide/** and DIR/attack/KIND/**

        accuracy, inspect and pad-report take the models of --models DIR, or else of the
        configuration, as above, or else the built-in ones.
      """;

  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  private final Map<String, String> environment;

  ReportCommands(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Whether words are a command of this kind. */
  static boolean include(List<String> words) {
    return !words.isEmpty()
        && List.of("accuracy", "inspect", "pad-report").contains(words.getFirst());
  }

  /** Does what the words say, and returns the status to end with. */
  int run(List<String> words) {
    try {
      List<String> rest = new ArrayList<>(words);
      GatewayConfig config = config(rest);
      switch (rest.removeFirst()) {
        case "accuracy" -> accuracy(rest, config);
        case "inspect" -> inspect(rest, config);
        case "pad-report" -> padReport(rest, config);
        default -> throw new ReportRefusedException("usage:\n" + USAGE);
      }
      return 0;
    } catch (ReportRefusedException wrong) {
      System.err.println(wrong.getMessage());
      return WRONG_USE;
    } catch (IOException | ModelRefusedException | ConfigException failed) {
      System.err.println(Main.reason(failed));
      return FAILED;
    }
  }

  /* Models that are named need no configuration, which may be closed to whoever tries them out. */
  private GatewayConfig config(List<String> words) throws ReportRefusedException {
    try {
      Optional<String> models = Words.taken(words, "--models");
      Map<String, String> settings = new TreeMap<>(environment);
      models.ifPresent(folder -> settings.put("FACEGATE_MODELS_FOLDER", folder));
      Optional<Path> file =
          models.isPresent() && !words.contains("--config")
              ? Optional.empty()
              : OperatorCommands.configFile(words, environment);
      GatewayConfigReader reader = new GatewayConfigReader(settings);
      return file.isPresent() ? reader.read(file.get()) : reader.read("the defaults", "");
    } catch (IllegalArgumentException nonsense) {
      throw new ReportRefusedException(String.valueOf(nonsense.getMessage()));
    }
  }

  private static void accuracy(List<String> words, GatewayConfig config)
      throws IOException, ReportRefusedException {
    boolean json = words.remove("--json");
    if (words.size() != 1 || words.getFirst().startsWith("--")) {
      throw new ReportRefusedException("usage:\n" + USAGE);
    }
    PairFile pairs = PairFile.read(Path.of(words.getFirst()));
    try (OpenPack models = OpenPack.open(config)) {
      AccuracyReport report =
          AccuracyReport.measure(models.pack(), pairs, TerminalProgress.ofStandardError());
      System.out.print(json ? report.json() : report.text());
    }
  }

  private static void inspect(List<String> words, GatewayConfig config)
      throws IOException, ReportRefusedException {
    Optional<String> sheet = option(words, "-o");
    if (sheet.isEmpty() || words.size() != 1 || words.getFirst().startsWith("-")) {
      throw new ReportRefusedException("usage:\n" + USAGE);
    }
    PictureFolder folder = PictureFolder.list(Path.of(words.getFirst()));
    try (OpenPack models = OpenPack.open(config)) {
      String summary =
          ContactSheet.write(
              models.pack(), folder, Path.of(sheet.get()), TerminalProgress.ofStandardError());
      System.out.println(sheet.get() + ": " + summary);
    }
  }

  private static void padReport(List<String> words, GatewayConfig config)
      throws IOException, ReportRefusedException {
    boolean json = words.remove("--json");
    List<Double> thresholds = new ArrayList<>();
    for (Optional<String> one = option(words, "--threshold");
        one.isPresent();
        one = option(words, "--threshold")) {
      thresholds.add(PadReport.threshold(one.get()));
    }
    if (words.size() != 1 || words.getFirst().startsWith("-")) {
      throw new ReportRefusedException("usage:\n" + USAGE);
    }
    PadFolder folder = PadFolder.list(Path.of(words.getFirst()));
    try (OpenPack models = OpenPack.open(config)) {
      PadReport report =
          PadReport.measure(
              models.pack(), folder, thresholds, TerminalProgress.ofStandardError());
      System.out.print(json ? report.json() : report.text());
    }
  }

  private static Optional<String> option(List<String> words, String name)
      throws ReportRefusedException {
    try {
      return Words.taken(words, name);
    } catch (IllegalArgumentException nonsense) {
      throw new ReportRefusedException(String.valueOf(nonsense.getMessage()));
    }
  }
}
