package io.facegate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegate.core.ScoreScale;
import io.facegate.face.Box;
import io.facegate.face.Image;
import io.facegate.inference.ModelRole;
import io.facegate.pack.ModelPack;
import io.facegate.report.AccuracyReport;
import io.facegate.report.Pack;
import io.facegate.report.PairFile;
import io.facegate.report.Progress;
import io.facegate.report.ReportRefusedException;
import io.facegate.vision.DecodeLimits;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.StageTimer;
import io.facegate.vision.VisionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Labelled pictures that no model was trained on, in the folder that FACEGATE_HELDOUT names. There
 * is a file a role, each of which may be absent; {@link LabelFile} has its form.
 *
 * <ul>
 *   <li>{@code embedder.csv}: same,image_a,image_b, as {@code facegate accuracy} reads it
 *   <li>{@code detector.csv}: image,left,top,width,height, a row a face, brows to chin; a row of a
 *       picture without faces has no numbers; and if wanted doubt, 1 where it counts for nothing
 *       whether a face is found, and set, whose pictures are counted apart
 *   <li>{@code traits.csv}: image, and any of age,gender,race,expression,emotion,glasses,type
 *       (words of the API in small letters, {@code common|sun} where either is right), beauty (0 to
 *       1), left_eye,right_eye (1 open, 0 closed)
 *   <li>{@code geometry.csv}: image, and any of yaw,pitch,roll (degrees),
 *       left_eye,right_eye,nose,mouth,left_cheek,right_cheek,chin (covered, 0 to 1)
 *   <li>{@code quality.csv}: image, and any of blur (0 to 1), composite (1 or 0)
 *   <li>{@code liveness.csv}: image,genuine,kind, and option where a row is for {@code common} or
 *       {@code gate} alone; genuine is 1, or 0 for an attack of a kind
 * </ul>
 */
final class HeldOut {
  private static final double DOUBTFUL = 0.3;

  private HeldOut() {}

  /** Prints a table for each file there is. */
  static void measure(Map<String, ModelPack> packs) throws IOException {
    String named = System.getenv("FACEGATE_HELDOUT");
    if (named == null || named.isBlank()) {
      System.out.printf("%nFACEGATE_HELDOUT names no folder of held-out pictures.%n");
      return;
    }
    tables(Path.of(named), packs).forEach(BenchTable::print);
  }

  /** The tables of a folder. */
  static List<BenchTable> tables(Path folder, Map<String, ModelPack> packs) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + " is no folder");
    }
    List<BenchTable> tables = new ArrayList<>();
    for (String role :
        List.of("embedder", "detector", "traits", "geometry", "quality", "liveness")) {
      Path file = folder.resolve(role + ".csv");
      if (Files.exists(file)) {
        BenchTable table = new BenchTable("held out: " + role);
        for (Map.Entry<String, ModelPack> pack : packs.entrySet()) {
          measure(role, file, pack, table);
        }
        tables.add(table);
      }
    }
    return tables;
  }

  private static void measure(
      String role, Path file, Map.Entry<String, ModelPack> pack, BenchTable table)
      throws IOException {
    try (BenchAnalyzer analyzer = BenchAnalyzer.open(pack.getValue(), 1, StageTimer.NONE)) {
      switch (role) {
        case "embedder" -> embedder(file, pack, analyzer, table);
        case "detector" -> detector(LabelFile.read(file), pack.getValue(), pack.getKey(), table);
        default ->
            new HeldOutFaces(analyzer, pack.getKey(), table, role.equals("geometry"))
                .measure(LabelFile.read(file));
      }
    }
  }

  private static void embedder(
      Path file, Map.Entry<String, ModelPack> pack, BenchAnalyzer analyzer, BenchTable table)
      throws IOException {
    Pack models =
        new Pack(
            analyzer.analyzer(),
            new ImageDecoder(DecodeLimits.defaults(), StageTimer.NONE),
            scale(pack.getValue()),
            BenchAnalyzer.FACE_PX_MIN);
    JsonNode figures;
    try {
      AccuracyReport report = AccuracyReport.measure(models, PairFile.read(file), Progress.NONE);
      figures = JsonMapper.builder().build().readTree(report.json());
    } catch (ReportRefusedException wrong) {
      throw new IOException(wrong);
    }
    String name = pack.getKey();
    table.put("pairs", name, "%d", figures.at("/pairs/all").asInt());
    table.put(
        "pictures without face", name, "%d", figures.at("/pictures_without_face").size());
    put(table, "accuracy at its best threshold", name, figures.at("/best/accuracy"));
    for (JsonNode rate : figures.at("/tar_at_far")) {
      String row = "TAR at FAR %.0e".formatted(rate.get("far").asDouble());
      put(table, row, name, rate.get("tar"));
    }
    put(table, "real FAR at score 80", name, figures.at("/at_score_80/far"));
    put(table, "real FRR at score 80", name, figures.at("/at_score_80/frr"));
  }

  private static void put(BenchTable table, String row, String pack, JsonNode share) {
    table.put(
        row, pack, "%.2f [%.2f..%.2f] %%",
        100 * share.path("value").asDouble(),
        100 * share.path("low").asDouble(),
        100 * share.path("high").asDouble());
  }

  /** The scale of the scores of a pack's embedder. */
  static ScoreScale scale(ModelPack pack) {
    return new ScoreScale(
        pack.catalog().cards(ModelRole.FACE_EMBEDDER).getFirst().scoreScale().stream()
            .map(point -> new ScoreScale.Anchor(point.cosine(), point.score()))
            .toList());
  }

  /* Once as the service finds them, and once with all that may be a face, so that recall is told at
  several numbers of false finds. */
  private static void detector(
      LabelFile labels, ModelPack pack, String name, BenchTable table) {
    Map<String, Map<String, List<LabelFile.Row>>> sets = new LinkedHashMap<>();
    for (LabelFile.Row row : labels.rows()) {
      sets.computeIfAbsent(row.text("set").orElse("all"), set -> new LinkedHashMap<>())
          .computeIfAbsent(row.text("image").orElseThrow(), image -> new ArrayList<>())
          .add(row);
    }
    double usual = VisionConfig.defaults(pack.folder()).detectionScoreMin();
    try (BenchAnalyzer serving = BenchAnalyzer.open(pack, usual);
        BenchAnalyzer doubting = BenchAnalyzer.open(pack, DOUBTFUL)) {
      sets.forEach(
          (set, pictures) -> {
            DetectionTrial served = trial(labels, pictures.values(), serving);
            DetectionTrial all = trial(labels, pictures.values(), doubting);
            table.put(set + ": pictures", name, "%d", pictures.size());
            table.put(
                "%s: found at %.1f".formatted(set, usual), name, "%s",
                served.recall(0, 0, Double.MAX_VALUE));
            table.put(
                "%s: false at %.1f".formatted(set, usual), name, "%d", served.strays().size());
            if (!all.annotated().isEmpty()) {
              table.put(
                  set + ": found with 0, 1, 2, 4, 8 false", name, "%s",
                  IntStream.of(0, 1, 2, 4, 8)
                      .mapToObj(wrong -> String.valueOf(all.recallAtStrays(wrong).hits()))
                      .collect(Collectors.joining(" ")));
            }
          });
    }
  }

  private static DetectionTrial trial(
      LabelFile labels, Collection<List<LabelFile.Row>> pictures, BenchAnalyzer analyzer) {
    return DetectionTrial.joined(
        pictures.stream().map(rows -> trial(labels, rows, analyzer)).toList());
  }

  private static DetectionTrial trial(
      LabelFile labels, List<LabelFile.Row> rows, BenchAnalyzer analyzer) {
    Image image = analyzer.decode(labels.picture(rows.getFirst()));
    Map<Boolean, List<Box>> boxes =
        rows.stream()
            .filter(row -> row.number("left").isPresent())
            .collect(
                Collectors.partitioningBy(
                    row -> row.number("doubt").orElse(0.0) > 0,
                    Collectors.mapping(HeldOut::box, Collectors.toList())));
    return DetectionTrial.of(
        boxes.get(false), boxes.get(true), analyzer.faces(image, BenchAnalyzer.FACE_PX_MIN));
  }

  private static Box box(LabelFile.Row row) {
    return new Box(
        row.number("left").orElseThrow(),
        row.number("top").orElseThrow(),
        row.number("width").orElseThrow(),
        row.number("height").orElseThrow());
  }
}
