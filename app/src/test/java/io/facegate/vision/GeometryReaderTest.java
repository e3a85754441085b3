package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Face;
import io.facegate.face.HeadPose;
import io.facegate.face.Image;
import io.facegate.face.Occlusion;
import io.facegate.face.Quality;
import io.facegate.inference.ModelRefusedException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeometryReaderTest {
  private static final Quality SHARP = new Quality(0.1, 120, true, null);

  private final Image image = new Image(400, 400, new byte[3 * 400 * 400]);
  private final FixedModel model =
      new FixedModel()
          .saying("points", shares())
          .saying("pose", 10, -5, 3)
          .saying("covered", 0, .1f, .2f, .3f, .4f, .5f, 1.2f);

  @Test
  void pointsLieInThePicture() {
    Face face = measure(DrawnFace.at(40, 60, 200, 0));
    assertEquals(72, face.points().points().size());
    /* The fifth point of the net is at a quarter and half of the crop's sides. */
    assertEquals(40 + 0.25 * 200, face.points().at(4).x(), 1e-4);
    assertEquals(60 + 0.5 * 200, face.points().at(4).y(), 1e-4);
  }

  @Test
  void pointsTurnWithTheFace() {
    Face face = measure(DrawnFace.at(200, 100, 100, 90));
    assertEquals(200 - 0.5 * 100, face.points().at(4).x(), 1e-4);
    assertEquals(100 + 0.25 * 100, face.points().at(4).y(), 1e-4);
  }

  @Test
  void rollIsThatOfTheCropAndOfTheHeadInIt() {
    assertEquals(new HeadPose(10, -5, 3), measure(DrawnFace.at(40, 60, 200, 0)).pose());
    assertEquals(33, measure(DrawnFace.at(200, 60, 200, 30)).pose().roll(), 1e-4);
    assertEquals(-27, measure(DrawnFace.at(60, 200, 100, -30)).pose().roll(), 1e-4);
    assertEquals(-179, measure(DrawnFace.at(200, 300, 100, 178)).pose().roll(), 1e-4);
  }

  @Test
  void whatIsCoveredBelongsToTheQuality() {
    Face face = measure(DrawnFace.at(40, 60, 200, 0).withQuality(SHARP));
    Occlusion covered = face.quality().occlusion();
    assertEquals(0, covered.leftEye());
    assertEquals(.3, covered.mouth(), 1e-6);
    assertEquals(1, covered.chinContour());
    assertEquals(0.1, face.quality().blur());
    assertNull(measure(DrawnFace.at(40, 60, 200, 0)).quality());
  }

  @Test
  void whatLiesBeyondTheEdgeIsCovered() {
    float[] shares = shares();
    /* Three of eight points of the right eye, and the whole mouth, right of the picture. */
    for (int point : new int[] {30, 31, 32}) {
      shares[2 * point] = 2;
    }
    for (int point = 58; point <= 71; point++) {
      shares[2 * point] = 1.9f;
    }
    model.saying("points", shares);
    Occlusion covered =
        measure(DrawnFace.at(40, 60, 200, 0).withQuality(SHARP)).quality().occlusion();
    assertEquals(0, covered.leftEye());
    assertEquals(3 / 8.0, covered.rightEye(), 1e-6);
    assertEquals(.2, covered.nose(), 1e-6);
    assertEquals(1, covered.mouth());
  }

  @Test
  void ofASmallFaceOnlyThePoseIsTold() {
    Face face = measure(DrawnFace.at(40, 60, 39, 0).withQuality(SHARP));
    assertNotNull(face.pose());
    assertNull(face.points());
    assertNull(face.quality().occlusion());
  }

  @Test
  void ofAFaceTurnedTooFarOnlyThePoseIsTold() {
    for (float[] turn : new float[][] {{80, 0}, {-41, 0}, {0, 41}, {10, -80}}) {
      model.saying("pose", turn[0], turn[1], 0);
      Face face = measure(DrawnFace.at(40, 60, 200, 0).withQuality(SHARP));
      assertEquals(turn[0], face.pose().yaw());
      assertNull(face.points());
      assertEquals(SHARP, face.quality());
    }
    model.saying("pose", -39, 39, 90);
    assertNotNull(measure(DrawnFace.at(40, 60, 200, 0)).points());
  }

  @Test
  void whatIsKnownStays() {
    GeometryReader reader = new GeometryReader(model);
    HeadPose known = new HeadPose(1, 2, 3);
    Face face = DrawnFace.at(40, 60, 200, 0).withPose(known);
    assertTrue(reader.isKnown(face, Set.of(Output.POSE, Output.OCCLUSION)));
    assertFalse(reader.isKnown(face, Set.of(Output.POINTS)));
    assertFalse(reader.isKnown(face.withQuality(SHARP), Set.of(Output.OCCLUSION)));
    Face measured = measure(face);
    assertSame(known, measured.pose());
    assertTrue(reader.isKnown(measured, Set.of(Output.POSE, Output.POINTS)));
  }

  @Test
  void aNetWithoutItsOutputsIsRefused() {
    FixedModel other = new FixedModel().saying("points", shares()).saying("pose", 1, 2);
    assertThrows(ModelRefusedException.class, () -> new GeometryReader(other));
  }

  private Face measure(Face face) {
    return new GeometryReader(model).measure(new FaceView(image), face);
  }

  private static float[] shares() {
    float[] shares = new float[144];
    shares[8] = 0.25f;
    shares[9] = 0.5f;
    return shares;
  }
}
