package io.facegate.bench;

import io.facegate.face.Box;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.testing.Shared;
import io.facegate.vision.StageTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tables of how often the pipeline is right, on the development photos. */
public final class AccuracyBench {
  /*
   * The annotated boxes are tight squares from brows to chin, the detector's reach from forehead to
   * chin: a perfect detection has an overlap of about 0.7. Beneath 0.4 it is another place.
   */
  private static final double OVERLAP_MIN = 0.4;

  private AccuracyBench() {}

  /** Prints all tables. */
  public static void main(String[] arguments) throws IOException {
    try (BenchAnalyzer analyzer = BenchAnalyzer.open(1, StageTimer.NONE)) {
      verification(LfwSimilarities.measure(analyzer));
      Detection found = detection(analyzer);
      System.out.printf(
          "detector on faces/groups (overlap >= %.1f): recall %d/%d, precision %d/%d%n",
          OVERLAP_MIN, found.matched, found.annotated, found.matched, found.detected);
      snap(analyzer);
    }
  }

  /** What a run over the annotated group photos found; precision counts unannotated faces. */
  public record Detection(int annotated, int detected, int matched) {}

  private static void verification(LfwSimilarities all) throws IOException {
    System.out.printf(
        "faces found in portraits: %d/%d; median cosine of one person %.3f%n",
        all.found(), all.photos(), LfwSimilarities.quantile(all.genuine(), 0.5));
    System.out.printf("pairs.csv: accuracy %.2f %% (best threshold)%n", 100 * pairsAccuracy(all));
    for (double rate : new double[] {1e-2, 1e-3, 1e-4}) {
      double threshold = all.thresholdAt(rate);
      System.out.printf(
          "all pairs: TAR %.2f %% at FAR %.0e (cosine %.3f; %d and %d pairs)%n",
          100 * all.accepted(threshold),
          rate,
          threshold,
          all.genuine().length,
          all.impostor().length);
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

  /** Detects in the group photos and compares with the annotated boxes. */
  public static Detection detection(BenchAnalyzer analyzer) throws IOException {
    int annotated = 0;
    int detected = 0;
    int matched = 0;
    for (Map.Entry<String, List<Box>> photo : boxes().entrySet()) {
      List<Face> faces = analyzer.faces(analyzer.photo(photo.getKey()), PictureSpec.COMMON);
      Set<Face> free = new HashSet<>(faces);
      for (Box box : photo.getValue()) {
        Optional<Face> hit =
            free.stream().filter(face -> overlap(face.box(), box) >= OVERLAP_MIN).findFirst();
        hit.ifPresent(free::remove);
        matched += hit.isPresent() ? 1 : 0;
      }
      annotated += photo.getValue().size();
      detected += faces.size();
    }
    return new Detection(annotated, detected, matched);
  }

  private static double overlap(Box a, Box b) {
    double width = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
    double height = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
    double common = Math.max(0, width) * Math.max(0, height);
    return common / (a.area() + b.area() - common);
  }

  private static void snap(BenchAnalyzer analyzer) throws IOException {
    for (double growth : new double[] {1, 0.85, 0.7}) {
      List<Image> crops = tightCrops(analyzer, growth);
      System.out.printf(
          "crops of %.2f x annotated box: SNAP finds %d, COMMON %d of %d%n",
          growth,
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

  /** In how many pictures at least one face is found. */
  static long found(BenchAnalyzer analyzer, List<Image> pictures, PictureSpec spec) {
    return pictures.stream().filter(picture -> !analyzer.faces(picture, spec).isEmpty()).count();
  }
}
