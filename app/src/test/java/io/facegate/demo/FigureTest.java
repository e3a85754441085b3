package io.facegate.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FigureTest {
  private static final int SIDE = 192;

  private final Canvas canvas = new Canvas(SIDE, SIDE);
  private final Rasteriser rasteriser = new Rasteriser(canvas, 600, SIDE / 2.0);

  @Test
  void facesHaveNoHoles() {
    for (CastMember member : Cast.ENROLLED) {
      Figure figure = new Figure(member.shape());
      for (int yaw = -40; yaw <= 40; yaw += 20) {
        draw(figure, new Pose(yaw, 0, 0, 1, 0.5));
        for (int y = SIDE / 2 - 20; y <= SIDE / 2 + 50; y++) {
          for (int x = SIDE / 2 - 20; x <= SIDE / 2 + 20; x++) {
            assertNotEquals(0, at(x, y), member.id() + " at yaw " + yaw + ": " + x + "," + y);
          }
        }
      }
    }
  }

  @Test
  void cheekHasTheColourOfSkin() {
    for (CastMember member : Cast.ENROLLED) {
      draw(new Figure(member.shape()), Pose.STRAIGHT);
      int cheek = at(SIDE / 2 + 24, SIDE / 2 + 20);

      assertTrue((cheek >> 16 & 255) > (cheek & 255), member.id() + " is redder than blue");
    }
  }

  @Test
  void shutEyesHideTheEyeballs() {
    Figure figure = new Figure(Cast.ADA.shape());
    draw(figure, Pose.STRAIGHT);
    int[] open = canvas.colour().clone();
    draw(figure, new Pose(0, 0, 0, 0, 0));

    int differing = 0;
    for (int i = 0; i < open.length; i++) {
      differing += open[i] == canvas.colour()[i] ? 0 : 1;
    }
    assertTrue(differing > 200 && differing < open.length / 8, differing + " samples differ");
  }

  @Test
  void turningTheHeadMovesTheNose() {
    double[] out = {0, 0, 1};
    float[] right = new View(new Pose(30, 0, 0, 1, 0), 0, 0, 0, 900).rotation();
    float[] down = new View(new Pose(0, 20, 0, 1, 0), 0, 0, 0, 900).rotation();
    float[] clockwise = new View(new Pose(0, 0, 20, 1, 0), 0, 0, 0, 900).rotation();

    assertEquals(0.5, right[2] * out[2], 1e-6);
    assertTrue(down[5] < 0, "the nose points down");
    assertTrue(clockwise[1] > 0, "the crown leans to the picture's right");
  }

  @Test
  void looksSurviveBeingWritten() {
    HeadShape shape = Cast.BO.shape();

    assertEquals(shape.toString(), HeadShape.parse(shape.toString()).toString());
    assertEquals(shape.seed(), HeadShape.parse(shape.toString()).seed());
    assertEquals(40, shape.with(Trait.AGE, 40).percent(Trait.AGE));
  }

  private void draw(Figure figure, Pose pose) {
    canvas.clear();
    figure.draw(rasteriser, new Light(30, 35, 1), pose, 0, 0, 800);
  }

  private int at(int x, int y) {
    return canvas.colour()[y * Canvas.SAMPLES * canvas.width() + x * Canvas.SAMPLES];
  }
}
