package io.facegate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegate.bench.BenchAnalyzer;
import io.facegate.core.ScoreScale;
import io.facegate.testing.Shared;
import io.facegate.vision.DecodeLimits;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.StageTimer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the development photos, by the development models. */
class ReportsIT {
  private static BenchAnalyzer bench;
  private static Pack pack;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    bench = BenchAnalyzer.open(1, StageTimer.NONE);
    ScoreScale scale =
        new ScoreScale(
            BenchAnalyzer.catalog()
                .byModelId(bench.analyzer().embeddingModelId())
                .orElseThrow()
                .scoreScale()
                .stream()
                .map(point -> new ScoreScale.Anchor(point.cosine(), point.score()))
                .toList());
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults(), StageTimer.NONE);
    pack = new Pack(bench.analyzer(), decoder, scale, BenchAnalyzer.FACE_PX_MIN);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void developmentPairsAreToldApart() throws Exception {
    List<Integer> heard = new ArrayList<>();
    AccuracyReport report =
        AccuracyReport.measure(
            pack,
            PairFile.read(Shared.path("faces/pairs.csv")),
            (done, all) -> heard.add(all - done));
    JsonNode json = JsonMapper.builder().build().readTree(report.json());
    assertEquals(600, json.at("/pairs/all").asInt());
    assertEquals(300, json.at("/pairs/same").asInt());
    assertEquals(407, json.at("/pictures").asInt());
    assertEquals(0, json.at("/pictures_without_face").size());
    assertTrue(json.at("/best/accuracy/value").asDouble() >= 0.99, report.text());
    assertTrue(json.at("/at_score_80/frr/value").asDouble() <= 0.05, report.text());
    assertEquals(0, json.at("/at_score_80/far/hits").asInt());
    assertEquals(3, json.at("/tar_at_far").size());
    assertEquals(407, heard.size());
    assertEquals(0, heard.getLast());
  }

  @Test
  void groupPhotosFillASheet() throws Exception {
    PictureFolder groups = PictureFolder.list(Shared.path("faces/groups"));
    Path sheet = folder.resolve("sheet.html");
    String summary = ContactSheet.write(pack, groups, sheet, Progress.NONE);
    assertTrue(summary.matches("9 pictures, [45][0-9] faces, 0 pictures without a face"), summary);
    String html = Files.readString(sheet);
    assertTrue(html.contains("class=\"pose\""), "head poses");
    assertTrue(html.contains("low: passes"), "liveness");
    assertTrue(Files.size(sheet) < 4 << 20, "size");
  }

  @Test
  void picturesWithoutFaceAreCountedAndNamed() throws Exception {
    Path faces = Shared.path("faces").toRealPath();
    Files.writeString(folder.resolve("text.jpg"), "no picture");
    Files.createSymbolicLink(folder.resolve("lfw"), faces.resolve("lfw"));
    Path list =
        Files.writeString(
            folder.resolve("pairs.csv"),
            """
            1,lfw/Ed_Smart/Ed_Smart_0001.jpg,lfw/Ed_Smart/Ed_Smart_0002.jpg
            1,lfw/Ed_Smart/Ed_Smart_0001.jpg,text.jpg
            0,text.jpg,lfw/Alex_Sink/Alex_Sink_0001.jpg
            0,lfw/Ed_Smart/Ed_Smart_0001.jpg,lfw/Alex_Sink/Alex_Sink_0001.jpg
            """);
    AccuracyReport report = AccuracyReport.measure(pack, PairFile.read(list), Progress.NONE);
    assertEquals(4, report.pictures());
    assertEquals(2, report.failed().getFirst().line());
    assertEquals("text.jpg", report.failed().getFirst().picture().toString());
    assertTrue(report.text().contains("text.jpg (line 2): image unreadable"), report.text());
    assertEquals(new Share(1, 2), report.accuracy().inUse().falselyRejected());
    assertEquals(new Share(0, 1), report.accuracy().inUse().falselyAccepted());
    assertEquals(new Share(2, 3), report.accuracy().best().orElseThrow().right());
  }
}
