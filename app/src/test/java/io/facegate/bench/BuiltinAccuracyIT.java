package io.facegate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.pack.ModelPack;
import io.facegate.testing.Shared;
import io.facegate.vision.Output;
import io.facegate.vision.StageTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built-in pack on real photos. The floors lie beneath what it does, far above what a net does
 * whose export was ruined; how good it is stands in its cards.
 */
class BuiltinAccuracyIT {
  private static BenchAnalyzer bench;

  @BeforeAll
  static void open() {
    ModelPack pack = ModelPack.of(ModelPack.builtInFolder().orElseThrow());
    bench = BenchAnalyzer.open(pack, 1, StageTimer.NONE);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void pairsAreToldApart() throws IOException {
    LfwSimilarities all = LfwSimilarities.measure(bench);
    double accuracy = AccuracyBench.pairsAccuracy(all);
    double accepted = all.accepted(all.thresholdAt(1e-3));
    assertTrue(all.found() >= 0.99 * all.photos(), "%d faces".formatted(all.found()));
    assertTrue(accuracy >= 0.975, "accuracy %.4f".formatted(accuracy));
    assertTrue(accepted >= 0.9, "TAR at FAR 1e-3 %.4f".formatted(accepted));
  }

  @Test
  void annotatedFacesAreFoundAndTheirPointsPlaced() throws IOException {
    DetectionTrial found = AccuracyBench.detection(bench, 1);
    LandmarkTrial.Errors errors = LandmarkTrial.measure(bench);
    assertEquals(43, found.annotated().size());
    assertTrue(found.recall(0, 0, 1e4).share() >= 0.95, found.toString());
    assertTrue(found.precision(0).share() >= 0.9, found.toString());
    assertTrue(errors.faces() >= 36, errors.toString());
    assertTrue(errors.five() < 0.18, errors.toString());
    assertTrue(errors.dense() < 0.15, errors.toString());
  }

  @Test
  void aFaceThatFillsItsPictureIsFound() throws IOException {
    for (double growth : new double[] {1, 0.7}) {
      List<Image> crops = AccuracyBench.tightCrops(bench, growth);
      for (PictureSpec spec : PictureSpec.values()) {
        long found = AccuracyBench.found(bench, crops, spec);
        assertTrue(found >= 0.98 * crops.size(), spec + ": " + found + " of " + crops.size());
      }
    }
  }

  @Test
  void aColumnOfAnEyeMeansWhatItsFileIsAbout(@TempDir Path folder) throws IOException {
    Path photo = Shared.path("faces").toRealPath().resolve("lfw/Ed_Smart/Ed_Smart_0001.jpg");
    Files.writeString(
        folder.resolve("traits.csv"), "image,left_eye,beauty%n%s,1,1%n".formatted(photo));
    Files.writeString(folder.resolve("geometry.csv"), "image,left_eye%n%s,0%n".formatted(photo));
    ModelPack pack = ModelPack.of(ModelPack.builtInFolder().orElseThrow());
    List<BenchTable> tables = HeldOut.tables(folder, Map.of("pack", pack));
    assertEquals(2, tables.size());
    assertEquals("100.0 % (1)", tables.get(0).at("eye open right", "pack"));
    String error = tables.get(0).at("beauty: mean error", "pack");
    assertTrue(error.matches("(0\\.\\d\\d), -\\1 \\(1\\)"), error);
    assertEquals("100.0 % (1)", tables.get(1).at("free, seen: left_eye", "pack"));
  }

  @Test
  void aDoubtfulFaceCountsForNothingAndSetsAreToldApart(@TempDir Path folder) throws IOException {
    Path photo = Shared.path("faces").toRealPath().resolve("lfw/Ed_Smart/Ed_Smart_0001.jpg");
    List<Face> found = bench.faces(bench.decode(Files.readAllBytes(photo)), 20);
    String others = String.valueOf(found.size() - 1);
    Box box = found.getFirst().box();
    String face = photo + "," + box.left() + "," + box.top() + "," + box.width() + ","
        + box.height();
    Files.writeString(
        folder.resolve("detector.csv"),
        """
        image,left,top,width,height,doubt,set
        %s,0,marked
        %s,1,doubtful
        %s,,,,,,empty
        """
            .formatted(face, face, photo));
    ModelPack pack = ModelPack.of(ModelPack.builtInFolder().orElseThrow());
    BenchTable table = HeldOut.tables(folder, Map.of("pack", pack)).getFirst();
    assertEquals("1/1", table.at("marked: found at 0.6", "pack"));
    assertEquals(others, table.at("marked: false at 0.6", "pack"));
    assertEquals("1 1 1 1 1", table.at("marked: found with 0, 1, 2, 4, 8 false", "pack"));
    assertEquals("0/0", table.at("doubtful: found at 0.6", "pack"));
    assertEquals(others, table.at("doubtful: false at 0.6", "pack"));
    assertEquals(String.valueOf(found.size()), table.at("empty: false at 0.6", "pack"));
  }

  @Test
  void aRowCountsForWhatItNames(@TempDir Path folder) throws IOException {
    Path photo = Shared.path("faces").toRealPath().resolve("lfw/Ed_Smart/Ed_Smart_0001.jpg");
    Files.writeString(
        folder.resolve("traits.csv"),
        "image,glasses%n%s,common|none%n%<s,common|sun%n".formatted(photo));
    Files.writeString(folder.resolve("quality.csv"), "image,composite%n%s,0%n".formatted(photo));
    Files.writeString(
        folder.resolve("liveness.csv"),
        "image,genuine,kind,option%n%s,1,,common%n%<s,0,print,gate%n".formatted(photo));
    ModelPack pack = ModelPack.of(ModelPack.builtInFolder().orElseThrow());
    List<BenchTable> tables = HeldOut.tables(folder, Map.of("pack", pack));
    assertEquals("50.0 % (2)", tables.get(0).at("glasses right", "pack"));
    assertEquals("0.0 % (1)", tables.get(1).at("not composed, said at 0.5", "pack"));
    assertEquals("0.0 % (1)", tables.get(2).at("common: BPCER at 0.05", "pack"));
    assertEquals("100.0 % (1)", tables.get(2).at("common: judged", "pack"));
    assertTrue(tables.get(2).at("gate: judged", "pack").endsWith(" % (1)"));
  }

  @Test
  void portraitsTellWhatTheyShow() throws IOException {
    List<String> portraits = AccuracyBench.portraits(3);
    List<Face> faces = new ArrayList<>();
    for (String photo : portraits) {
      bench.centralFace(
              bench.photo(photo), Output.TRAITS, Output.POINTS, Output.OCCLUSION, Output.LIVENESS)
          .ifPresent(faces::add);
    }
    long whole = faces.stream().filter(face -> face.points() != null).count();
    long adults =
        faces.stream().map(Face::traits).filter(traits -> traits != null && traits.ageYears() >= 18)
            .count();
    long live =
        faces.stream().map(Face::liveness).filter(score -> score != null && score >= 0.3).count();
    long judged = faces.stream().filter(face -> face.liveness() != null).count();
    assertTrue(whole >= 0.9 * portraits.size(), whole + " with points");
    assertTrue(adults >= 0.85 * portraits.size(), adults + " adults");
    assertTrue(live >= 0.85 * judged, "%d of %d live".formatted(live, judged));
  }
}
