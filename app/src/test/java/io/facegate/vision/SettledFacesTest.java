package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.vision.FakeCascade.Find;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which finds of a finer look at a picture are verified again. */
class SettledFacesTest {
  private static final int SIDE = 640;

  @TempDir Path folder;
  private FakeCascade models;

  @BeforeEach
  void open() throws IOException {
    models = new FakeCascade(folder);
    models.detector("detector");
    models.verifier("verifier", "detector");
  }

  /** What the detector finds in inputs of 320 and of 640; the verifier says how grey it is. */
  private List<Face> detect(int grey) {
    byte[] bgr = new byte[3 * SIDE * SIDE];
    Arrays.fill(bgr, (byte) grey);
    VisionConfig config = new VisionConfig(folder, DecodeLimits.defaults(), 0.6, SIDE);
    Want all = new Want(Set.of(), PictureSpec.COMMON, 1000, 1);
    try (ModelLoader loader = models.loader()) {
      return loader.detector(config, StageTimer.NONE).detect(new Image(SIDE, SIDE, bgr), all);
    }
  }

  @Test
  void whatTheCoarseLookIsSureOfIsVerifiedOnce() {
    models.finds.addAll(List.of(new Find(40, 40, 20, 0.95), new Find(80, 80, 40, 0.95)));
    assertEquals(3, detect(250).size());
    assertEquals(3, models.seen.size());
  }

  @Test
  void whatIsDoubtfulIsVerifiedInEachLook() {
    models.finds.addAll(List.of(new Find(40, 40, 20, 0.7), new Find(80, 80, 40, 0.8)));
    List<Face> faces = detect(204);
    assertEquals(3, faces.size());
    assertEquals(4, models.seen.size());
    Face twice =
        faces.stream()
            .filter(face -> Math.round(face.box().width()) == 40)
            .findFirst()
            .orElseThrow();
    assertEquals(0.8, twice.probability(), 1e-4, "the surer look's");
  }

  @Test
  void whatTheCoarseLookTakesForNoFaceIsVerifiedInTheFinerOne() {
    models.finds.addAll(List.of(new Find(40, 40, 20, 0.5), new Find(80, 80, 40, 0.9)));
    List<Face> faces = detect(153);
    assertEquals(2, faces.size(), "of 40 and 80 pixels, not of 20");
    assertEquals(4, models.seen.size());
  }
}
