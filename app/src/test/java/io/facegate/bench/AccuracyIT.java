package io.facegate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ScorePoint;
import io.facegate.pack.ModelPack;
import io.facegate.testing.Shared;
import io.facegate.vision.StageTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyIT {
  private static BenchAnalyzer bench;

  @BeforeAll
  static void open() {
    bench = BenchAnalyzer.open(1, StageTimer.NONE);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void pairsAreToldApartAndTheScaleHolds() throws IOException {
    LfwSimilarities all = LfwSimilarities.measure(bench);
    assertEquals(all.photos(), all.found());
    assertTrue(AccuracyBench.pairsAccuracy(all) >= 0.99);
    assertTrue(all.accepted(all.thresholdAt(1e-3)) >= 0.99);
    ScorePoint eighty =
        BenchAnalyzer.catalog().cards(ModelRole.FACE_EMBEDDER).getFirst().scoreScale().stream()
            .filter(point -> point.score() == 80)
            .findFirst()
            .orElseThrow();
    assertEquals(all.thresholdAt(1e-4), eighty.cosine(), 0.01);
  }

  @Test
  void annotatedFacesAreFound() throws IOException {
    DetectionTrial found = AccuracyBench.detection(bench, 1);
    assertEquals(43, found.annotated().size());
    assertTrue(found.recall(0, 0, 1e4).hits() >= 42, found.toString());
    assertTrue(found.precision(0).share() >= 0.85, found.toString());
  }

  @Test
  void pointsLieWhereTheyAreAnnotated() throws IOException {
    LandmarkTrial.Errors errors = LandmarkTrial.measure(bench);
    assertTrue(errors.faces() >= 42, errors.toString());
    assertTrue(errors.five() < 0.12, errors.toString());
  }

  @Test
  void cropsWithoutMarginAreFoundAndPlacedInTheCrop() throws IOException {
    List<Image> crops = AccuracyBench.tightCrops(bench, 0.85);
    long snap = AccuracyBench.found(bench, crops, PictureSpec.SNAP);
    assertTrue(snap >= 0.98 * crops.size(), snap + " of " + crops.size());
    long common = AccuracyBench.found(bench, crops, PictureSpec.COMMON);
    assertTrue(common >= 0.98 * crops.size(), common + " of " + crops.size());
    for (Image crop : crops.subList(0, 40)) {
      for (Face face : bench.faces(crop, PictureSpec.SNAP)) {
        double x = face.landmarks().noseTip().x() / crop.width();
        double y = face.landmarks().noseTip().y() / crop.height();
        assertTrue(x > 0.1 && x < 0.9 && y > 0.2 && y < 0.9, x + " " + y);
      }
    }
  }

  @Test
  void heldOutPicturesAreReadAndCounted(@TempDir Path folder) throws IOException {
    Path photos = Shared.path("faces").toRealPath();
    String first = photos.resolve("lfw/Ed_Smart/Ed_Smart_0001.jpg").toString();
    String second = photos.resolve("lfw/Ed_Smart/Ed_Smart_0002.jpg").toString();
    String other = photos.resolve("lfw/Alex_Sink/Alex_Sink_0001.jpg").toString();
    Files.writeString(
        folder.resolve("embedder.csv"),
        "1,%s,%s%n0,%s,%s%n".formatted(first, second, first, other));
    Files.writeString(
        folder.resolve("liveness.csv"),
        "image,genuine,kind%n%s,1,%n%s,0,print%n".formatted(first, other));
    Files.writeString(
        folder.resolve("detector.csv"),
        "image,left,top,width,height%n%s,83,92,84,84%n".formatted(first));
    List<BenchTable> tables =
        HeldOut.tables(folder, Map.of("pack", ModelPack.of(Shared.models())));
    assertEquals(3, tables.size());
    assertEquals("2", tables.get(0).at("pairs", "pack"));
    assertTrue(
        tables.get(0).at("accuracy at its best threshold", "pack").startsWith("100.00 "));
    assertEquals("1/1", tables.get(1).at("all: found at 0.6", "pack"));
    assertEquals("2/2", tables.get(2).at("faces found", "pack"));
    assertTrue(tables.get(2).at("common: APCER at 0.05, print", "pack").endsWith(" % (1)"));
  }
}
