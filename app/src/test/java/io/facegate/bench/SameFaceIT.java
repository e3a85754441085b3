package io.facegate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.facegate.core.PersonRules;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.pack.ModelPack;
import io.facegate.testing.Shared;
import io.facegate.vision.Output;
import io.facegate.vision.StageTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same photo, however it was treated, is told from another photo of the same person. */
class SameFaceIT {
  private static final double THRESHOLD = PersonRules.defaults().sameFaceCosineMin();

  private final Map<String, UnaryOperator<Image>> treatments = new LinkedHashMap<>();

  SameFaceIT() {
    treatments.put("brighter by 20 %", image -> Pictures.lit(image, 1.2));
    treatments.put("darker by 20 %", image -> Pictures.lit(image, 0.8));
    treatments.put("half as wide", image -> Pictures.framed(image, 125, 125));
    treatments.put("three quarters as wide", image -> Pictures.framed(image, 188, 188));
    treatments.put("twice as wide", image -> Pictures.framed(image, 500, 500));
    treatments.put("softened by 1 px", image -> Pictures.blurred(image, 1));
    treatments.put(
        "half as wide, darker", image -> Pictures.framed(Pictures.lit(image, 0.8), 125, 125));
  }

  @Test
  void treatedCopiesAreNearlyIdenticalAndOtherPhotosAreNot() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, ModelPack> pack : BenchPacks.all().entrySet()) {
      try (BenchAnalyzer analyzer = BenchAnalyzer.open(pack.getValue(), 1, StageTimer.NONE)) {
        System.out.println("\n" + pack.getKey());
        measure(analyzer).forEach(what -> wrong.add(pack.getKey() + ": " + what));
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** What is wrong with the threshold for a pack. */
  private List<String> measure(BenchAnalyzer analyzer) throws IOException {
    List<String> wrong = new ArrayList<>();
    LfwSimilarities photos = LfwSimilarities.measure(analyzer);
    tell("other photos of the same person", photos.genuine());
    if (share(photos.genuine()) >= 0.01) {
      wrong.add("other photos");
    }
    List<String> files = files();
    tell("encoded again", copies(analyzer, photos, files, image -> image));
    for (Map.Entry<String, UnaryOperator<Image>> treatment : treatments.entrySet()) {
      double[] copies = copies(analyzer, photos, files, treatment.getValue());
      tell(treatment.getKey(), copies);
      if (share(copies) <= 0.9) {
        wrong.add(treatment.getKey());
      }
    }
    return wrong;
  }

  private static List<String> files() throws IOException {
    Path root = Shared.path("faces");
    try (Stream<Path> walk = Files.walk(root.resolve("lfw"))) {
      return walk.filter(file -> file.toString().endsWith("_0001.jpg"))
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** Cosines between photos and their treated copies, as JPEG; rising. */
  private static double[] copies(
      BenchAnalyzer analyzer,
      LfwSimilarities photos,
      List<String> files,
      UnaryOperator<Image> treatment) {
    List<Double> cosines = new ArrayList<>();
    for (String file : files) {
      Optional<Embedding> original = photos.embedding(file);
      Image treated = treatment.apply(analyzer.photo(file));
      Image copy = analyzer.decode(Pictures.encoded(treated, ".jpg"));
      Optional<Embedding> again =
          analyzer.centralFace(copy, Output.EMBEDDING).map(Face::embedding);
      if (original.isPresent() && again.isPresent()) {
        cosines.add(original.get().cosine(again.get()));
      }
    }
    double[] rising = cosines.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(rising);
    return rising;
  }

  private static double share(double[] cosines) {
    return Arrays.stream(cosines).filter(cosine -> cosine >= THRESHOLD).count()
        / (double) cosines.length;
  }

  private static void tell(String what, double[] rising) {
    System.out.printf(
        Locale.ROOT,
        "%-32s n %5d  min %.3f  1%% %.3f  median %.3f  99%% %.3f  max %.3f  >=%.2f %.1f%%%n",
        what,
        rising.length,
        rising[0],
        LfwSimilarities.quantile(rising, 0.01),
        LfwSimilarities.quantile(rising, 0.5),
        LfwSimilarities.quantile(rising, 0.99),
        rising[rising.length - 1],
        THRESHOLD,
        100 * share(rising));
  }
}
