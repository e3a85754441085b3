package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.facegate.face.DensePoints;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceEmbedderTest {
  private final Image image = waves();
  private final FixedModel model = new FixedModel().saying("embedding", 3, 4);

  @Test
  void theVectorHasLengthOne() {
    assertArrayEquals(new float[] {0.6f, 0.8f}, embedded(DrawnFace.at(40, 60, 200, 0)), 1e-6f);
  }

  @Test
  void theDensePointsDecideHowAFaceIsAligned() {
    Face exact = DrawnFace.at(40, 60, 200, 0);
    Face rough = DrawnFace.at(52, 49, 180, 9);
    embedded(exact);
    embedded(rough);
    embedded(rough.withPoints(with(exact.landmarks())));
    assertFalse(Arrays.equals(model.shown.get(0), model.shown.get(1)));
    assertArrayEquals(model.shown.get(0), model.shown.get(2), 1e-6f);
  }

  @Test
  void anEmbeddingIsTheSameWhateverElseIsAskedFor() {
    assertEquals(
        EnumSet.of(Output.EMBEDDING, Output.POINTS),
        Output.withNeeds(EnumSet.of(Output.EMBEDDING)));
  }

  private float[] embedded(Face face) {
    FaceEmbedder embedder = new FaceEmbedder(model);
    return embedder.measure(new FaceView(image), face).embedding().unit();
  }

  /** Dense points of which the five are these, and the others lie in a corner. */
  private static DensePoints with(Landmarks five) {
    List<Point> points = new ArrayList<>(Collections.nCopies(DensePoints.COUNT, new Point(0, 0)));
    points.set(21, five.leftEye());
    points.set(38, five.rightEye());
    points.set(57, five.noseTip());
    points.set(58, five.mouthLeft());
    points.set(62, five.mouthRight());
    return new DensePoints(points);
  }

  private static Image waves() {
    byte[] pixels = new byte[3 * 400 * 400];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (128 + 100 * Math.sin(i / 90.0) * Math.cos(i / 70_000.0));
    }
    return new Image(400, 400, pixels);
  }
}
