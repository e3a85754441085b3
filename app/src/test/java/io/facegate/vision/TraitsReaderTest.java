package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.facegate.face.Emotion;
import io.facegate.face.EyesOpen;
import io.facegate.face.Face;
import io.facegate.face.Gender;
import io.facegate.face.Glasses;
import io.facegate.face.Image;
import io.facegate.face.Occlusion;
import io.facegate.face.Quality;
import io.facegate.face.Race;
import io.facegate.face.Traits;
import io.facegate.inference.CalibrationPoint;
import io.facegate.inference.ModelRefusedException;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TraitsReaderTest {
  private final Face face = DrawnFace.at(40, 60, 200, 0);
  private final Image image = noise();
  private final FixedModel model =
      new FixedModel()
          .saying("age", 31.5f)
          .saying("gender", .25f, .75f)
          .saying("race", .1f, .2f, .6f, .1f)
          .saying("expression", .5f, .4f, .1f)
          .saying("emotion", 0, 0, 0, .9f, 0, 0, .1f)
          .saying("glasses", .2f, .7f, .1f)
          .saying("eyes", .9f, .1f)
          .saying("beauty", .4f)
          .saying("type", .99f, .01f)
          .saying("composite", .25f);

  @Test
  void eachOutputIsOneTrait() {
    Face measured = measure(covered(0, 0));
    Traits traits = measured.traits();
    assertEquals(31.5, traits.ageYears());
    assertEquals(Gender.MALE, traits.gender().best());
    assertEquals(.6, traits.race().of(Race.BLACK), 1e-6);
    assertEquals(Emotion.HAPPY, traits.emotion().best());
    assertEquals(Glasses.COMMON, traits.glasses().best());
    assertEquals(.9, traits.eyes().left(), 1e-6);
    assertEquals(.1, traits.eyes().right(), 1e-6);
    assertEquals(.25, measured.spoofing());
  }

  @Test
  void figuresAreShownThroughTheirCalibration() {
    model.calibrated("beauty", new CalibrationPoint(.2, 0), new CalibrationPoint(.6, 1));
    model.calibrated("composite", new CalibrationPoint(0, 0), new CalibrationPoint(.5, .1));
    assertEquals(.5, measure(face).traits().beauty(), 1e-6);
    assertEquals(.05, measure(face).spoofing(), 1e-6);
  }

  @Test
  void nothingIsToldOfAFaceTooSmallOrTurnedTooFar() {
    assertNull(measure(DrawnFace.at(40, 60, 39, 0)).traits());
    assertNull(measure(DrawnFace.turned(face, 61, 0)).traits());
    assertNull(measure(DrawnFace.turned(face, 0, -61)).spoofing());
    assertNotNull(measure(DrawnFace.turned(face, -59, 20)).traits());
  }

  @Test
  void eyesBehindDarkGlassesOrAHandStayUntoldEachByItself() {
    assertNotNull(measure(covered(.4, .5)).traits().eyes());
    assertEquals(new EyesOpen(null, (double) .1f), measure(covered(.6, 0)).traits().eyes());
    assertEquals(new EyesOpen((double) .9f, null), measure(covered(0, .6)).traits().eyes());
    assertNull(measure(covered(.6, .6)).traits().eyes());
    assertNull(measure(face).traits().eyes(), "where nobody knows what is covered");
    model.saying("glasses", .1f, .2f, .7f);
    assertNull(measure(covered(0, 0)).traits().eyes());
  }

  @Test
  void composedPicturesAreAnExtra() {
    model.silentOn("composite");
    assertNull(measure(face).spoofing());
    assertEquals(EnumSet.of(Output.TRAITS), new TraitsReader(model).outputs());
    model.silentOn("beauty");
    assertThrows(ModelRefusedException.class, () -> new TraitsReader(model));
  }

  @Test
  void modelsOfOneCropSeeOneCut() {
    FixedModel geometry =
        new FixedModel()
            .saying("points", new float[144])
            .saying("pose", 0, 0, 0)
            .saying("covered", new float[7]);
    FaceView view = new FaceView(image);
    new GeometryReader(geometry).measure(view, face);
    new TraitsReader(model).measure(view, face);
    assertArrayEquals(geometry.shown.getFirst(), model.shown.getFirst());
    /* A crop of 100 pixels over 200: each is the mean of four, and the planes are RGB. */
    double red = 0;
    for (int place : new int[] {60 * 400 + 40, 60 * 400 + 41, 61 * 400 + 40, 61 * 400 + 41}) {
      red += (image.bgr()[3 * place + 2] & 0xFF) / 4.0;
    }
    assertEquals((red - 127.5) / 128, model.shown.getFirst()[0], 1e-4);
  }

  private Face covered(double left, double right) {
    Occlusion occlusion = new Occlusion(left, right, 0, 0, 0, 0, 0);
    return face.withQuality(new Quality(0, 100, true, occlusion));
  }

  private Face measure(Face measured) {
    return new TraitsReader(model).measure(new FaceView(image), measured);
  }

  private static Image noise() {
    byte[] pixels = new byte[3 * 400 * 400];
    new Random(3).nextBytes(pixels);
    return new Image(400, 400, pixels);
  }
}
