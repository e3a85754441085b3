package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.Landmarks;
import io.facegate.face.PictureSpec;
import io.facegate.face.Point;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRefusedException;
import io.facegate.vision.FakeCascade.Find;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceVerifierTest {
  private static final int SIDE = 320;
  private static final Want ALL = new Want(Set.of(), PictureSpec.COMMON, 1000, 1);

  @TempDir Path folder;
  private FakeCascade models;
  private final byte[] picture = new byte[3 * SIDE * SIDE];
  private final List<String> stages = new ArrayList<>();

  @BeforeEach
  void open() {
    models = new FakeCascade(folder);
  }

  private void cascade() throws IOException {
    models.detector("detector");
    models.verifier("verifier", "detector");
  }

  private List<Face> detect(double scoreMin, Want want) {
    VisionConfig config = new VisionConfig(folder, DecodeLimits.defaults(), scoreMin, SIDE);
    try (ModelLoader loader = models.loader()) {
      FaceDetector detector = loader.detector(config, (stage, nanos) -> stages.add(stage));
      return detector.detect(new Image(SIDE, SIDE, picture), want);
    }
  }

  private void paint(int left, int top, int side, int grey) {
    for (int y = Math.max(0, top); y < Math.min(SIDE, top + side); y++) {
      int from = y * SIDE + Math.max(0, left);
      int to = y * SIDE + Math.min(SIDE, left + side);
      Arrays.fill(picture, 3 * from, 3 * to, (byte) grey);
    }
  }

  private long count(String event) {
    return models.events.stream().filter(event::equals).count();
  }

  @Test
  void whatCountsIsWhatBothLooksSayTogether() throws IOException {
    cascade();
    models.finds.addAll(
        List.of(new Find(80, 80, 40, 0.5), new Find(240, 80, 40, 1), new Find(80, 240, 40, 0.8)));
    paint(60, 60, 40, 204);
    paint(60, 220, 40, 102);
    List<Face> faces = detect(0.6, ALL);
    assertEquals(2, faces.size());
    assertEquals(2, odds(faces.getFirst()), 1e-3);
    assertEquals(60, faces.getFirst().box().left(), 1e-4);
    assertEquals(Math.sqrt(4 * 2 / 3.0), odds(faces.getLast()), 1e-3);
    assertEquals(List.of("verify"), stages);
  }

  @Test
  void withoutVerifierTheDetectorsWordIsTaken() throws IOException {
    models.detector("detector");
    models.verifier("verifier", "another");
    models.finds.addAll(List.of(new Find(80, 80, 40, 0.59), new Find(240, 80, 40, 0.61)));
    List<Face> faces = detect(0.6, ALL);
    assertEquals(1, faces.size());
    assertEquals(0.61, faces.getFirst().probability(), 1e-4);
    assertFalse(models.events.contains("open verifier"));
    assertEquals(List.of(), stages);
  }

  @Test
  void whatTheDetectorHardlyBelievesIsNotLookedAtAgain() throws IOException {
    cascade();
    paint(0, 0, SIDE, 255);
    models.finds.addAll(List.of(new Find(80, 80, 40, 0.29), new Find(240, 80, 40, 0.31)));
    assertEquals(1, detect(0.5, ALL).size());
    assertEquals(1, models.seen.size());
    assertEquals(2, detect(0.2, ALL).size());
    models.seen.clear();
    assertEquals(1, detect(0.6, ALL).size());
    assertEquals(1, models.seen.size());
  }

  @Test
  void oneFaceIsLookedAtOnce() throws IOException {
    cascade();
    paint(0, 0, SIDE, 204);
    models.finds.addAll(List.of(new Find(80, 80, 40, 0.7), new Find(88, 80, 40, 0.8)));
    assertEquals(0.8, detect(0.6, ALL).getFirst().probability(), 1e-4);
    assertEquals(1, models.seen.size());
  }

  @Test
  void theBestAreLookedAtAndNotMoreThanThat() throws IOException {
    cascade();
    paint(0, 0, SIDE, 204);
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < 361; i++) {
      scores.add(0.5 + i / 1000.0);
    }
    Collections.shuffle(scores, new Random(7));
    for (int i = 0; i < scores.size(); i++) {
      models.finds.add(new Find(i % 19 * 16 + 8, i / 19 * 16 + 8, 10, scores.get(i)));
    }
    List<Face> faces = detect(0.6, ALL);
    assertEquals(FaceVerifier.FINDS_MAX, models.seen.size());
    assertEquals(FaceVerifier.FINDS_MAX, faces.size());
    double least = faces.stream().mapToDouble(FaceVerifierTest::odds).min().orElseThrow();
    assertEquals(Math.sqrt(4 * 0.661 / 0.339), least, 1e-3);
  }

  @Test
  void beyondThePictureItsEdgeGoesOn() throws IOException {
    cascade();
    paint(0, 0, SIDE, 50);
    paint(0, 0, 8, 200);
    models.finds.add(new Find(0, 0, 60, 0.9));
    detect(0.6, ALL);
    float[] shown = models.seen.getFirst();
    double step = 96.0 / 48;
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 48; x++) {
        boolean bright = Math.max(x, y) < 24 + 8 / step;
        assertEquals(bright ? 200 : 50, shown[y * 48 + x] * 128 + 127.5, 0.1, x + ", " + y);
      }
    }
  }

  @Test
  void whatIsAroundAFindIsSeenBelowIt() throws IOException {
    models.detector("detector");
    models.wideVerifier("verifier", "detector", 96);
    for (int i = 0; i < SIDE * SIDE; i++) {
      picture[3 * i] = (byte) (0.75 * (i % SIDE));
      picture[3 * i + 1] = (byte) (0.75 * Math.floorDiv(i, SIDE));
      picture[3 * i + 2] = (byte) 230;
    }
    models.finds.add(new Find(72, 160, 40, 0.9));
    models.finds.add(new Find(248, 120, 40, 0.8));
    detect(0.6, ALL);
    assertEquals(2, models.seen.size());
    assertShows(models.seen.getFirst(), 72, 160, 40);
    assertShows(models.seen.getLast(), 248, 120, 40);
  }

  private static void assertShows(float[] shown, int middleX, int middleY, int side) {
    assertEquals(2 * 3 * 48 * 48, shown.length);
    for (int row = 0; row < 96; row++) {
      double step = side / 48.0 * (row < 48 ? 2 : 5);
      for (int x = 0; x < 48; x++) {
        String place = x + ", " + row;
        int at = row * 48 + x;
        double expectedX = Math.clamp(middleX + (x - 23.5) * step - 0.5, 0, SIDE - 1);
        double expectedY = Math.clamp(middleY + (row % 48 - 23.5) * step - 0.5, 0, SIDE - 1);
        double tolerance = 0.5 + 0.2 * step;
        assertEquals(0.75 * expectedX - 0.4, shown[at] * 128 + 127.5, tolerance, place);
        at += 96 * 48;
        assertEquals(0.75 * expectedY - 0.4, shown[at] * 128 + 127.5, tolerance, place);
        at += 96 * 48;
        assertEquals(230, shown[at] * 128 + 127.5, 0.1, place);
      }
    }
  }

  @Test
  void twoPicturesNeedAnEvenNumberOfRows() {
    assertEquals(
        "verifier.onnx: BOX_ABOVE_SURROUNDINGS is for a verifier with an even number of rows,"
            + " not for a FACE_VERIFIER with 95",
        assertThrows(
                IllegalArgumentException.class,
                () -> models.wideVerifier("verifier", "detector", 95))
            .getMessage());
  }

  @Test
  void theDetectorsRunEndsBeforeTheVerifiersBegin() throws IOException {
    cascade();
    models.finds.addAll(List.of(new Find(80, 80, 99, 0.7), new Find(240, 80, 99, 0.8)));
    paint(0, 0, SIDE, 255);
    detect(0.6, ALL);
    assertEquals(
        List.of(
            "open verifier", "open detector", "begin detector", "end detector",
            "begin verifier", "end verifier", "begin verifier", "end verifier",
            "close verifier", "close detector"),
        models.events);
  }

  @Test
  void aFaceThatIsNoneDoesNotEndTheSearch() throws IOException {
    cascade();
    models.finds.add(new Find(160, 160, 80, 0.9));
    Want one = new Want(Set.of(), PictureSpec.SNAP, 1, 40);
    assertEquals(List.of(), detect(0.6, one));
    assertEquals(2, count("begin detector"));
    models.events.clear();
    paint(0, 0, SIDE, 255);
    assertEquals(1, detect(0.6, one).size());
    assertEquals(1, count("begin detector"));
  }

  @Test
  void theFirstVerifierOfTheDetectorThatIsThereServes() throws IOException {
    models.detector("absent");
    models.verifier("of-absent", "absent");
    models.detector("detector");
    ModelCard gone = models.verifier("gone", "detector");
    models.verifier("first", "detector");
    models.verifier("second", "detector");
    Files.delete(folder.resolve("absent.onnx"));
    Files.delete(folder.resolve(gone.file()));
    try (ModelLoader loader = models.loader()) {
      loader.detector(VisionConfig.defaults(folder), StageTimer.NONE);
      assertEquals(
          List.of("first", "detector"),
          loader.models().stream().map(model -> model.card().id()).toList());
    }
    assertEquals(1, count("close first"));
    assertEquals(1, count("close detector"));
  }

  @Test
  void aVerifierThatIsNotOneIsRefused() throws IOException {
    models.detector("detector");
    models.verifier("verifier", "detector", 2);
    assertTrue(
        assertThrows(ModelRefusedException.class, () -> detect(0.6, ALL))
            .getMessage()
            .contains("tells neither one probability nor one and 14 figures"));
  }

  private void movingCascade() throws IOException {
    models.detector("detector");
    models.movingVerifier("verifier", "detector", Whereabouts.FIGURES);
    models.finds.add(new Find(80, 80, 40, 0.5));
    models.where[4] = -0.2f;
    models.where[6] = 0.2f;
    paint(0, 0, SIDE, 255);
  }

  @Test
  void aFaceLiesWhereTheSecondLookSeesIt() throws IOException {
    movingCascade();
    models.where[0] = 0.5f;
    Face face = detect(0.6, ALL).getFirst();
    assertEquals(100, face.box().left(), 1e-4);
    assertEquals(92, face.landmarks().leftEye().x(), 1e-4);
    assertEquals(108, face.landmarks().rightEye().x(), 1e-4);
    assertEquals(2, models.seen.size());
  }

  @Test
  void bothLooksCountAlike() throws IOException {
    movingCascade();
    models.where[0] = 0.5f;
    models.where[1] = 0.5f;
    paint(0, 0, SIDE, 51);
    paint(0, 0, 90, 204);
    assertEquals(1, odds(detect(0.4, ALL).getFirst()), 1e-3);
    paint(0, 0, SIDE, 204);
    assertEquals(2, odds(detect(0.4, ALL).getFirst()), 1e-3);
    paint(0, 0, SIDE, 0);
    paint(0, 0, 90, 255);
    assertEquals(1, odds(detect(0.4, ALL).getFirst()), 1e-3);
  }

  @Test
  void whatIsWithoutHopeIsLookedAtOnce() throws IOException {
    movingCascade();
    paint(0, 0, SIDE, 100);
    assertEquals(List.of(), detect(0.6, ALL));
    assertEquals(1, models.seen.size());
    paint(0, 0, SIDE, 105);
    assertEquals(List.of(), detect(0.6, ALL));
    assertEquals(3, models.seen.size());
  }

  @Test
  void findsPutToOnePlaceAreOneFace() throws IOException {
    movingCascade();
    models.finds.add(new Find(112, 80, 40, 0.9));
    assertEquals(2, detect(0.6, ALL).size());
    models.where[2] = 0.5f;
    models.where[3] = 0.5f;
    assertEquals(1, detect(0.6, ALL).size());
  }

  @Test
  void aFaceThatTurnsOutTooSmallIsNotWanted() throws IOException {
    movingCascade();
    Want large = new Want(Set.of(), PictureSpec.COMMON, 1000, 30);
    assertEquals(1, detect(0.6, large).size());
    models.where[3] = -0.25f;
    assertEquals(List.of(), detect(0.6, large));
  }

  @Test
  void aFaceThatTurnsOutLargeEnoughIsWanted() throws IOException {
    movingCascade();
    Want large = new Want(Set.of(), PictureSpec.COMMON, 1000, 55);
    assertEquals(List.of(), detect(0.6, large));
    models.where[2] = 0.25f;
    models.where[3] = 0.25f;
    assertEquals(1, detect(0.6, large).size());
    models.where[2] = 0.5f;
    models.where[3] = 0.5f;
    Want larger = new Want(Set.of(), PictureSpec.COMMON, 1000, 67);
    assertEquals(List.of(), detect(0.6, larger));
  }

  @Test
  void aVerifierOfOtherPlacesIsRefused() throws IOException {
    models.detector("detector");
    models.movingVerifier("verifier", "detector", 4);
    assertTrue(
        assertThrows(ModelRefusedException.class, () -> detect(0.6, ALL))
            .getMessage()
            .contains("tells neither one probability nor one and 14 figures"));
  }

  @Test
  void noLookMayBeNoNumber() throws IOException {
    movingCascade();
    models.chances.addAll(List.of(1f, 1f));
    assertEquals(1, detect(0.6, ALL).size());
    models.chances.addAll(List.of(1f, Float.NaN));
    assertEquals(List.of(), detect(0.6, ALL));
    models.chances.addAll(List.of(Float.NaN, 1f));
    assertEquals(List.of(), detect(0.6, ALL));
  }

  @Test
  void whatIsNoNumberIsNoFace() {
    FixedModel lost = new FixedModel().saying("probability", Float.NaN);
    Face face = face();
    FaceVerifier verifier = new FaceVerifier(lost, 0.1, StageTimer.NONE);
    Image image = new Image(SIDE, SIDE, picture);
    assertEquals(List.of(), verifier.verified(image, List.of(face)));
    FixedModel sure = new FixedModel().saying("probability", 7f);
    FaceVerifier trusting = new FaceVerifier(sure, 0.1, StageTimer.NONE);
    Face trusted = trusting.verified(image, List.of(face)).getFirst();
    assertEquals(face.box(), trusted.box());
    assertEquals(1, trusted.probability(), 1e-5);
    assertEquals(0.1, trusting.candidateScoreMin());
  }

  private static double odds(Face face) {
    return face.probability() / (1 - face.probability());
  }

  private static Face face() {
    Point at = new Point(30, 30);
    return new Face(
        new Box(10, 10, 40, 40),
        1,
        new Landmarks(at, at, at, at, at));
  }
}
