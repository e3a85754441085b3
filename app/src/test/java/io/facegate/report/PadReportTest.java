package io.facegate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegate.core.ScoreScale;
import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import io.facegate.vision.DecodeLimits;
import io.facegate.vision.FaceAnalyzer;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.Output;
import io.facegate.vision.PictureEncoder;
import io.facegate.vision.StageTimer;
import io.facegate.vision.Want;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Presentations that are plain grey: the grey is the score, black is nobody. */
class PadReportTest {
  private static final int UNJUDGED = 30;

  @TempDir private Path root;

  /** Says of a picture what its grey says; at a gate all seem half as much alive. */
  private static final class GreyLiveness implements FaceAnalyzer {
    @Override
    public List<Face> analyze(Image image, Want want) {
      Point middle = new Point(8, 8);
      Landmarks points = new Landmarks(middle, middle, middle, middle, middle);
      return grey(image) < 10 ? List.of() : List.of(new Face(new Box(0, 0, 16, 16), 1, points));
    }

    @Override
    public Face measure(Image image, Face face, Set<Output> outputs) {
      if (Math.abs(grey(image) - UNJUDGED) < 4) {
        return face;
      }
      double alive = grey(image) / 255.0;
      return outputs.contains(Output.LIVENESS_GATE)
          ? face.withGateLiveness(alive / 2)
          : face.withLiveness(alive);
    }

    private static int grey(Image image) {
      return image.bgr()[0] & 0xFF;
    }

    @Override
    public Set<Output> outputs() {
      return EnumSet.of(Output.LIVENESS, Output.LIVENESS_GATE);
    }

    @Override
    public String embeddingModelId() {
      return "none";
    }
  }

  private void present(String file, int grey) throws IOException {
    byte[] bgr = new byte[3 * 16 * 16];
    Arrays.fill(bgr, (byte) grey);
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, PictureEncoder.jpeg(new Image(16, 16, bgr)));
  }

  private void presentAll() throws IOException {
    present("bona-fide/a.jpg", 250);
    present("bona-fide/deep/down/b.jpg", 240);
    present("bona-fide/c.JPG", 100);
    present("bona-fide/d.jpg", 0);
    present("attack/print/e.jpg", 100);
    present("attack/print/f.jpg", 20);
    present("attack/print/g.jpg", UNJUDGED);
    present("attack/screen/h.jpg", 250);
    present("attack/screen/i.jpg", 20);
    present("attack/screen/j.jpg", 20);
    Files.writeString(root.resolve("attack/screen/k.jpg"), "no picture");
    Files.writeString(root.resolve("attack/screen/l.mp4"), "no video");
    Files.writeString(root.resolve("notes.txt"), "not looked at");
  }

  private PadReport report(Double... thresholds) throws Exception {
    Pack pack =
        new Pack(
            new GreyLiveness(),
            new ImageDecoder(DecodeLimits.defaults(), StageTimer.NONE),
            new ScoreScale(
                List.of(new ScoreScale.Anchor(-1, 0), new ScoreScale.Anchor(1, 100))),
            1);
    return PadReport.measure(pack, PadFolder.list(root), List.of(thresholds), Progress.NONE);
  }

  @Test
  void everyKindIsCountedByItself() throws Exception {
    presentAll();
    PadFigures common = report(0.5).figures().getFirst();
    assertEquals(List.of(0.05, 0.3, 0.5, 0.9), common.lines().stream()
        .map(PadFigures.Line::threshold).toList());
    assertEquals(new Share(1, 4), common.bonaFideSilent());
    assertEquals(new Share(1, 3), common.attacks().get(0).silent());
    assertEquals(new Share(0, 3), common.attacks().get(1).silent());
    PadFigures.Line low = common.lines().getFirst();
    assertEquals(new Share(0, 3), low.refused());
    assertEquals(new Share(1, 4), low.turnedAway());
    assertEquals(List.of(new Share(2, 2), new Share(3, 3)), low.passed());
    PadFigures.Line half = common.lines().get(2);
    assertEquals(new Share(1, 3), half.refused());
    assertEquals(new Share(2, 4), half.turnedAway());
    assertEquals(List.of(new Share(0, 2), new Share(1, 3)), half.passed());
    assertEquals(1, half.worst());
    assertEquals(1.0 / 3, half.acer(), 1e-12);
  }

  private static String names(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.at("/checks").forEach(check -> names.add(check.get("check").asText()));
    return String.join(" ", names);
  }

  @Test
  void eachSceneHasFiguresOfItsOwn() throws Exception {
    presentAll();
    PadFigures gate = report().figures().get(1);
    assertEquals(new Share(3, 3), gate.lines().getLast().refused());
  }

  @Test
  void whatIsNoPresentationIsLeftOutAndSaid() throws Exception {
    presentAll();
    PadReport report = report();
    assertEquals(2, report.faults().size());
    JsonNode json = new JsonMapper().readTree(report.json());
    assertEquals("attack/screen/k.jpg", json.at("/left_out/0/file").asText());
    assertEquals("screen", json.at("/checks/0/thresholds/2/apcer_worst_kind").asText());
    assertEquals(3, json.at("/checks/0/thresholds/2/apcer/screen/of").asInt());
    assertEquals("COMMON GATE", names(json));
    assertEquals(1, json.at("/checks/0/thresholds/0/bona_fide_turned_away/hits").asInt());
    String text = report.text();
    assertTrue(text.contains("ACER"), text);
    assertTrue(text.contains("turned away     25.00 % "), text);
    assertTrue(text.contains("attack/screen/l.mp4: image kind refused"), text);
  }

  @Test
  void aFolderHasToBeLaidOutLikeThis() throws Exception {
    assertThrows(ReportRefusedException.class, () -> PadFolder.list(root));
    present("bona-fide/a.jpg", 250);
    assertThrows(ReportRefusedException.class, () -> PadFolder.list(root));
    present("attack/print/b.jpg", 250);
    assertEquals(List.of("print"), PadFolder.list(root).kinds());
    present("attack/c.jpg", 250);
    assertThrows(ReportRefusedException.class, () -> PadFolder.list(root));
    assertThrows(IOException.class, () -> PadFolder.list(root.resolve("nowhere")));
  }

  @Test
  void thresholdsLieBetweenNothingAndOne() throws Exception {
    assertEquals(0.25, PadReport.threshold("0.25"));
    assertEquals(1, PadReport.threshold("1"));
    for (String wrong : List.of("", "2", "-1", "NaN", "0x1p-1", "1e-1", "0.5 ")) {
      assertThrows(ReportRefusedException.class, () -> PadReport.threshold(wrong), wrong);
    }
  }
}
