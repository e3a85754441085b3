package io.facegate.bench;

import io.facegate.face.Box;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.pack.ModelPack;
import io.facegate.testing.Shared;
import io.facegate.vision.StageTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tables of how often the pipeline is right, pack beside pack: on the development photos, and on a
 * folder of held-out pictures where FACEGATE_HELDOUT names one.
 */
public final class AccuracyBench {
  /* Faces that count where precision is to be brought to another detector's. */
  private static final double SCORE_MIN = 0.1;

  private static final double[] SIZES = {0, 24, 40, 80, 10_000};

  private AccuracyBench() {}

  /** Prints all tables. */
  public static void main(String[] arguments) throws IOException {
    Map<String, ModelPack> packs = BenchPacks.all();
    if (BenchPacks.arePhotosThere("recognition, detector, points, cover and liveness")) {
      development(packs);
    }
    HeldOut.measure(packs);
  }

  private static void development(Map<String, ModelPack> packs) throws IOException {
    BenchTable recognition = new BenchTable("recognition, faces/lfw");
    BenchTable detection = new BenchTable("detector, faces/groups (overlap >= 0.4)");
    BenchTable measures = new BenchTable("what is measured of a face");
    Map<Integer, Double> precisions = referencePrecision(packs.get(BenchPacks.REFERENCE));
    for (Map.Entry<String, ModelPack> pack : packs.entrySet()) {
      try (BenchAnalyzer analyzer = BenchAnalyzer.open(pack.getValue(), 1, StageTimer.NONE)) {
        verification(LfwSimilarities.measure(analyzer), pack.getKey(), recognition);
        atUsualScore(analyzer, pack.getKey(), detection);
        snap(analyzer, pack.getKey(), detection);
        points(analyzer, pack.getKey(), measures);
        covered(analyzer, pack.getKey(), measures);
        FaceTrials.measure(analyzer, portraits(3), pack.getKey(), measures);
      }
      atEqualPrecision(pack.getValue(), precisions, pack.getKey(), detection);
    }
    List.of(recognition, detection, measures).forEach(BenchTable::print);
  }

  private static Map<Integer, Double> referencePrecision(@Nullable ModelPack reference)
      throws IOException {
    Map<Integer, Double> precisions = new TreeMap<>();
    if (reference != null) {
      try (BenchAnalyzer analyzer = BenchAnalyzer.open(reference, 1, StageTimer.NONE)) {
        for (int shrink : new int[] {1, 2}) {
          precisions.put(shrink, detection(analyzer, shrink).precision(0).share());
        }
      }
    }
    return precisions;
  }

  private static void verification(LfwSimilarities all, String pack, BenchTable table)
      throws IOException {
    table.put("faces found in portraits", pack, "%d/%d", all.found(), all.photos());
    table.put(
        "median cosine of one person", pack, "%.3f",
        LfwSimilarities.quantile(all.genuine(), 0.5));
    table.put("pairs.csv: accuracy at its best threshold", pack, "%.2f %%",
        100 * pairsAccuracy(all));
    for (double rate : new double[] {1e-2, 1e-3, 1e-4}) {
      double threshold = all.thresholdAt(rate);
      table.put(
          "all %d and %d pairs: TAR at FAR %.0e"
              .formatted(all.genuine().length, all.impostor().length, rate),
          pack, "%.2f %% (%.3f)", 100 * all.accepted(threshold), threshold);
    }
  }

  /** Share of the listed pairs decided rightly, at the threshold best for them. */
  static double pairsAccuracy(LfwSimilarities all) throws IOException {
    List<double[]> pairs = new ArrayList<>();
    for (String line : Files.readAllLines(Shared.path("faces/pairs.csv"))) {
      String[] cells = line.split(",");
      if (!cells[0].equals("same")) {
        Optional<Embedding> a = all.embedding(cells[1]);
        Optional<Embedding> b = all.embedding(cells[2]);
        double cosine = a.isPresent() && b.isPresent() ? a.get().cosine(b.get()) : -1;
        pairs.add(new double[] {Double.parseDouble(cells[0]), cosine});
      }
    }
    double best = 0;
    for (double threshold = -0.2; threshold < 0.8; threshold += 0.005) {
      double limit = threshold;
      long right = pairs.stream().filter(pair -> (pair[1] >= limit) == (pair[0] == 1)).count();
      best = Math.max(best, right / (double) pairs.size());
    }
    return best;
  }

  /** The annotated boxes of each group photo. */
  static Map<String, List<Box>> boxes() throws IOException {
    Map<String, List<Box>> boxes = new TreeMap<>();
    for (String line : Files.readAllLines(Shared.path("faces/groups/boxes.csv"))) {
      String[] cells = line.split(",");
      if (!cells[0].equals("image") && cells[6].equals("0")) {
        boxes
            .computeIfAbsent("groups/" + cells[0], photo -> new ArrayList<>())
            .add(
                new Box(
                    Double.parseDouble(cells[2]),
                    Double.parseDouble(cells[3]),
                    Double.parseDouble(cells[4]),
                    Double.parseDouble(cells[5])));
      }
    }
    return boxes;
  }

  /**
   * Detects in the group photos and compares with the annotated boxes.
   *
   * @param shrink 1 for the photos as they are, 2 for half as wide
   */
  static DetectionTrial detection(BenchAnalyzer analyzer, int shrink) throws IOException {
    List<DetectionTrial> trials = new ArrayList<>();
    for (Map.Entry<String, List<Box>> photo : boxes().entrySet()) {
      Image image = analyzer.photo(photo.getKey());
      int width = image.width() / shrink;
      int height = image.height() / shrink;
      Image seen = shrink == 1 ? image : Pictures.framed(image, width, height);
      List<Box> boxes =
          photo.getValue().stream().map(box -> scaled(box, 1.0 / shrink)).toList();
      List<Face> found = analyzer.faces(seen, BenchAnalyzer.FACE_PX_MIN / shrink);
      trials.add(DetectionTrial.of(boxes, found));
    }
    return DetectionTrial.joined(trials);
  }

  private static Box scaled(Box box, double factor) {
    return new Box(
        box.left() * factor, box.top() * factor, box.width() * factor, box.height() * factor);
  }

  private static void atUsualScore(BenchAnalyzer analyzer, String pack, BenchTable table)
      throws IOException {
    for (int shrink : new int[] {1, 2}) {
      DetectionTrial trial = detection(analyzer, shrink);
      String photos = shrink == 1 ? "photos" : "photos half as wide";
      table.put(photos + ": recall", pack, "%s", trial.recall(0, 0, Double.MAX_VALUE));
      table.put(
          photos + ": precision (some faces are not annotated)", pack, "%s", trial.precision(0));
    }
  }

  private static void atEqualPrecision(
      ModelPack models, Map<Integer, Double> precisions, String pack, BenchTable table)
      throws IOException {
    try (BenchAnalyzer analyzer = BenchAnalyzer.open(models, SCORE_MIN)) {
      for (Map.Entry<Integer, Double> wanted : precisions.entrySet()) {
        DetectionTrial trial = detection(analyzer, wanted.getKey());
        double score = trial.scoreAtPrecision(wanted.getValue());
        String what =
            (wanted.getKey() == 1 ? "photos" : "photos half as wide")
                + ", score set for the reference's precision";
        table.put(what, pack, "%.2f", score);
        for (int i = 1; i < SIZES.length; i++) {
          DetectionTrial.Count recall = trial.recall(score, SIZES[i - 1], SIZES[i]);
          if (recall.of() > 0) {
            table.put(
                "  recall of faces of %.0f to %.0f px (%s)"
                    .formatted(SIZES[i - 1], SIZES[i], wanted.getKey() == 1 ? "whole" : "half"),
                pack, "%s", recall);
          }
        }
      }
    }
  }

  private static void points(BenchAnalyzer analyzer, String pack, BenchTable table)
      throws IOException {
    LandmarkTrial.Errors errors = LandmarkTrial.measure(analyzer);
    String of = " (%% of the eyes' outer distance), %d faces".formatted(errors.faces());
    table.put("error of the five points" + of, pack, "%.2f", 100 * errors.five());
    if (!Double.isNaN(errors.dense())) {
      table.put("error of 29 of the 72 points" + of, pack, "%.2f", 100 * errors.dense());
      table.put("distance of the contour" + of, pack, "%.2f", 100 * errors.contour());
    }
  }

  private static void covered(BenchAnalyzer analyzer, String pack, BenchTable table)
      throws IOException {
    CoverTrial.measure(analyzer, portraits(2))
        .ifPresent(
            result -> {
              for (CoverTrial.Part part : CoverTrial.Part.values()) {
                table.put(
                    "patch on %s seen (taken for covered when free)"
                        .formatted(part.name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                    pack, "%d (%d) of %d",
                    result.seen().get(part), result.wrong().get(part), result.portraits());
              }
            });
  }

  /** The first portraits of people, of every so-manyth. */
  static List<String> portraits(int every) throws IOException {
    Path root = Shared.path("faces");
    List<String> first;
    try (Stream<Path> walk = Files.walk(root.resolve("lfw"))) {
      first =
          walk.filter(file -> file.toString().endsWith("_0001.jpg"))
              .map(file -> root.relativize(file).toString())
              .sorted()
              .toList();
    }
    return IntStream.range(0, first.size())
        .filter(number -> number % every == 0)
        .mapToObj(first::get)
        .toList();
  }

  private static void snap(BenchAnalyzer analyzer, String pack, BenchTable table)
      throws IOException {
    for (double growth : new double[] {1, 0.85, 0.7}) {
      List<Image> crops = tightCrops(analyzer, growth);
      table.put(
          "crops of %.2f x annotated box: SNAP (COMMON) finds".formatted(growth),
          pack, "%d (%d) of %d",
          found(analyzer, crops, PictureSpec.SNAP),
          found(analyzer, crops, PictureSpec.COMMON),
          crops.size());
    }
  }

  /** Each annotated face of groups and the middle of each portrait, without any margin. */
  static List<Image> tightCrops(BenchAnalyzer analyzer, double growth) throws IOException {
    List<Image> crops = new ArrayList<>();
    for (Map.Entry<String, List<Box>> photo : boxes().entrySet()) {
      Image image = analyzer.photo(photo.getKey());
      photo.getValue().forEach(box -> crops.add(Pictures.cropped(image, grown(box, growth))));
    }
    for (String line : Files.readAllLines(Shared.path("faces/pairs.csv")).subList(1, 201)) {
      Image image = analyzer.photo(line.split(",")[1]);
      crops.add(Pictures.cropped(image, grown(new Box(83, 92, 84, 84), growth)));
    }
    return crops;
  }

  private static Box grown(Box box, double growth) {
    double width = box.width() * growth;
    double height = box.height() * growth;
    return new Box(
        box.left() + (box.width() - width) / 2,
        box.top() + (box.height() - height) / 2,
        width,
        height);
  }

  /**
   * In how many pictures, each cut at a face or inside it, a face is found that fills it; of a face
   * that is told to reach beyond the picture, what lies in it.
   */
  static long found(BenchAnalyzer analyzer, List<Image> pictures, PictureSpec spec) {
    return pictures.stream()
        .filter(
            picture -> {
              Box whole = new Box(0, 0, picture.width(), picture.height());
              return analyzer.faces(picture, spec).stream()
                  .map(face -> face.box().in(picture.width(), picture.height()))
                  .mapToDouble(seen -> DetectionTrial.overlap(seen, whole))
                  .anyMatch(overlap -> overlap >= DetectionTrial.OVERLAP_MIN);
            })
        .count();
  }
}
