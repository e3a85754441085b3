package io.facegate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ScorePoint;
import io.facegate.vision.StageTimer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
    AccuracyBench.Detection found = AccuracyBench.detection(bench);
    assertEquals(43, found.annotated());
    assertTrue(found.matched() >= 42, found.toString());
    assertTrue(found.matched() >= 0.85 * found.detected(), found.toString());
  }

  @Test
  void cropsWithoutMarginAreFoundBySnapAndPlacedInTheCrop() throws IOException {
    List<Image> crops = AccuracyBench.tightCrops(bench, 0.85);
    long snap = AccuracyBench.found(bench, crops, PictureSpec.SNAP);
    assertTrue(snap >= 0.98 * crops.size(), snap + " of " + crops.size());
    assertTrue(AccuracyBench.found(bench, crops, PictureSpec.COMMON) < snap);
    for (Image crop : crops.subList(0, 40)) {
      for (Face face : bench.faces(crop, PictureSpec.SNAP)) {
        double x = face.landmarks().noseTip().x() / crop.width();
        double y = face.landmarks().noseTip().y() / crop.height();
        assertTrue(x > 0.1 && x < 0.9 && y > 0.2 && y < 0.9, x + " " + y);
      }
    }
  }
}
