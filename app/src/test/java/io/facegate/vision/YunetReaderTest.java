package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import io.facegate.face.PictureSpec;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YunetReaderTest {
  private final YunetReader reader = new YunetReader(0.6);

  @Test
  void aCellBecomesAFaceInThePicture() {
    Canvas canvas = new Canvas(64, 96, 0.5, 10, 4);
    List<FloatBuffer> outputs = empty(canvas);
    int cell = 2 * 6 + 3;
    outputs.get(1).put(cell, 0.81f);
    outputs.get(4).put(cell, 1.0f);
    float[] box = {0.5f, 0.25f, (float) Math.log(2), (float) Math.log(1.5)};
    outputs.get(7).put(4 * cell, box);
    outputs.get(10).put(10 * cell, new float[] {0, 0, 1, 0, 0.5f, 0.5f, 0, 1, 1, 1});
    Face face = reader.candidates(canvas, outputs::get).getFirst();
    assertEquals(0.9, face.probability(), 1e-6);
    double centreX = ((3 + 0.5) * 16 - 10) / 0.5;
    double centreY = ((2 + 0.25) * 16 - 4) / 0.5;
    assertEquals(centreX, face.box().left() + face.box().width() / 2, 1e-4);
    assertEquals(centreY, face.box().top() + face.box().height() / 2, 1e-4);
    assertEquals(2 * 16 / 0.5, face.box().width(), 1e-4);
    assertEquals(1.5 * 16 / 0.5, face.box().height(), 1e-4);
    assertEquals(new Point((3 * 16 - 10) / 0.5, (2 * 16 - 4) / 0.5), face.landmarks().leftEye());
    assertEquals(
        new Point((4 * 16 - 10) / 0.5, (3 * 16 - 4) / 0.5), face.landmarks().mouthRight());
  }

  @Test
  void scoresBelowTheThresholdAreDropped() {
    Canvas canvas = new Canvas(64, 96, 1, 0, 0);
    List<FloatBuffer> outputs = empty(canvas);
    outputs.get(0).put(5, 0.5f);
    outputs.get(3).put(5, 0.7f);
    outputs.get(0).put(6, 5f);
    outputs.get(3).put(6, -1f);
    assertTrue(reader.candidates(canvas, outputs::get).isEmpty());
  }

  @Test
  void ofThousandsTheBestAreKeptWhateverTheirSize() {
    Canvas canvas = new Canvas(1088, 1920, 1, 0, 0);
    for (int level = 0; level < 3; level++) {
      List<FloatBuffer> outputs = empty(canvas);
      for (int output : new int[] {0, 1, 2, 3, 4, 5}) {
        FloatBuffer odds = outputs.get(output);
        while (odds.hasRemaining()) {
          odds.put(0.7f);
        }
      }
      outputs.get(level).put(100, 0.9f);
      outputs.get(level + 3).put(100, 0.9f);
      List<Face> found = reader.candidates(canvas, outputs::get);
      assertEquals(4000, found.size());
      assertEquals(0.9, found.getFirst().probability(), 1e-6);
      assertEquals(8 << level, found.getFirst().box().width(), 1e-6);
    }
  }

  @Test
  void theBestOfOverlappingFacesStays() {
    List<Face> best =
        YunetReader.best(
            List.of(face(10, 10, 0.7), face(12, 11, 0.9), face(60, 10, 0.65), face(11, 12, 0.8)));
    assertEquals(List.of(0.9, 0.65), best.stream().map(Face::probability).toList());
  }

  @Test
  void overlapIsCommonOverJointArea() {
    Box box = new Box(0, 0, 10, 10);
    assertEquals(1, YunetReader.overlap(box, box), 1e-12);
    assertEquals(50.0 / 150, YunetReader.overlap(box, new Box(5, 0, 10, 10)), 1e-12);
    assertEquals(0, YunetReader.overlap(box, new Box(10, 0, 10, 10)));
  }

  @Test
  void looksFitPictureAndSmallestFace() {
    for (int[] size : new int[][] {{250, 250}, {640, 480}, {1920, 1080}, {1080, 1920}, {4000, 9}}) {
      for (PictureSpec spec : PictureSpec.values()) {
        for (int facePx : new int[] {0, 10, 30, 200}) {
          Want want = new Want(Set.of(), spec, 10, facePx);
          List<Canvas> looks = Canvas.looks(size[0], size[1], want, 1280);
          looks.forEach(look -> assertFits(look, size[0], size[1]));
          assertEquals(spec == PictureSpec.SNAP, looks.getFirst().left() > 0);
        }
      }
    }
    Want small = new Want(Set.of(), PictureSpec.COMMON, 10, 20);
    assertEquals(1280, Canvas.looks(1920, 1080, small, 1280).getLast().width());
    Want large = new Want(Set.of(), PictureSpec.COMMON, 10, 100);
    assertEquals(320, Canvas.looks(1920, 1080, large, 1280).getLast().width());
  }

  private static void assertFits(Canvas look, int width, int height) {
    assertEquals(0, look.width() % 32);
    assertEquals(0, look.height() % 32);
    assertTrue(look.left() + Math.round(width * look.scale()) <= look.width());
    assertTrue(look.top() + Math.round(height * look.scale()) <= look.height());
  }

  private static Face face(double left, double top, double score) {
    Point point = new Point(left, top);
    return new Face(
        new Box(left, top, 20, 20), score, new Landmarks(point, point, point, point, point));
  }

  private static List<FloatBuffer> empty(Canvas canvas) {
    List<FloatBuffer> outputs = new ArrayList<>();
    for (int width : new int[] {1, 1, 4, 10}) {
      for (int stride : new int[] {8, 16, 32}) {
        int cells = canvas.width() / stride * (canvas.height() / stride);
        outputs.add(FloatBuffer.allocate(cells * width));
      }
    }
    return outputs;
  }
}
