package io.facegate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.facegate.face.Box;
import io.facegate.face.Image;
import io.facegate.face.Point;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final Image IMAGE = new Image(200, 100, new byte[60_000]);

  @Test
  void wholePicturesAreShrunkButNeverEnlarged() {
    assertEquals(new Frame(new Box(0, 0, 200, 100), 50, 25), Frame.whole(IMAGE, 50));
    assertEquals(new Frame(new Box(0, 0, 200, 100), 200, 100), Frame.whole(IMAGE, 360));
  }

  @Test
  void facesHaveTheirSurroundingsAsFarAsThePictureGoes() {
    assertEquals(
        new Frame(new Box(66, 26, 68, 68), 240, 240),
        Frame.around(IMAGE, new Box(80, 40, 40, 40), 240));
    assertEquals(
        new Frame(new Box(0, 0, 34, 24), 240, 169),
        Frame.around(IMAGE, new Box(-20, -30, 40, 40), 240));
    assertEquals(
        new Frame(new Box(199, 99, 1, 1), 240, 240),
        Frame.around(IMAGE, new Box(900, 900, 40, 40), 240));
  }

  @Test
  void pointsLieInTheMiddleOfTheirPixels() {
    Frame frame = new Frame(new Box(10, 20, 40, 40), 80, 80);
    assertEquals("1.0,1.0", frame.at(new Point(10, 20)));
    assertEquals("41.0,21.0", frame.at(new Point(30, 30)));
  }
}
