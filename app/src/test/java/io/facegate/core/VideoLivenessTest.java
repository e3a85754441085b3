package io.facegate.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Box;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.Image;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import io.facegate.testing.Mp4Maker;
import io.facegate.vision.FaceAnalyzer;
import io.facegate.vision.Output;
import io.facegate.vision.StageTimer;
import io.facegate.vision.Want;
import io.facegate.vision.video.VideoDecoder;
import io.facegate.vision.video.VideoLimits;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Videos of a face of discs and bars that moves as a whole, in itself, or not at all. */
class VideoLivenessTest {
  private static final int SIDE = 160;
  private static final ScoreScale SCALE =
      new ScoreScale(List.of(new ScoreScale.Anchor(-1, 0), new ScoreScale.Anchor(1, 100)));

  /** A face wherever the picture is not black: its place, and its liveness and person by corner. */
  private static final class DrawnFace implements FaceAnalyzer {
    private final boolean isGraded;

    DrawnFace(boolean isGraded) {
      this.isGraded = isGraded;
    }

    @Override
    public List<Face> analyze(Image image, Want want) {
      int left = edge(image, true);
      if (left < 0) {
        return List.of();
      }
      double top = edge(image, false);
      double side = SIDE * 0.75;
      return List.of(
          new Face(
              new Box(left, top, side, side),
              0.9,
              new Landmarks(
                  at(left, top, 0.3, 0.35),
                  at(left, top, 0.7, 0.35),
                  at(left, top, 0.5, 0.55),
                  at(left, top, 0.35, 0.75),
                  at(left, top, 0.65, 0.75))));
    }

    private static Point at(double left, double top, double x, double y) {
      return new Point(left + x * SIDE * 0.75, top + y * SIDE * 0.75);
    }

    private static int edge(Image image, boolean column) {
      for (int i = 0; i < SIDE; i++) {
        for (int j = 0; j < SIDE; j++) {
          if (grey(image, column ? i : j, column ? j : i) > 90) {
            return i;
          }
        }
      }
      return -1;
    }

    @Override
    public Face measure(Image image, Face face, Set<Output> outputs) {
      int corner = image.bgr()[0] & 0xFF;
      float[] person = corner > 40 ? new float[] {-1, 0} : new float[] {1, 0};
      Face measured = face.withLiveness(0.96).withEmbedding(new Embedding("drawn", person));
      return isGraded ? measured.withQuality(new Quality(0.1, 120, true, null)) : measured;
    }

    @Override
    public Set<Output> outputs() {
      return EnumSet.of(Output.LIVENESS, Output.EMBEDDING);
    }

    @Override
    public String embeddingModelId() {
      return "drawn";
    }
  }

  private static int grey(Image image, int x, int y) {
    return image.bgr()[3 * (y * image.width() + x) + 1] & 0xFF;
  }

  /**
   * Draws a face.
   *
   * @param mouth how far it is open, 0 to 1
   * @param corner grey of the corner of the picture, which names the person
   */
  private static Image face(int left, int top, double mouth, int corner) {
    byte[] bgr = new byte[3 * SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double u = (x - left) / (SIDE * 0.75);
        double v = (y - top) / (SIDE * 0.75);
        int grey = u < 0 || v < 0 || u > 1 || v > 1 ? corner : features(u, v, mouth);
        for (int c = 0; c < 3; c++) {
          bgr[3 * (y * SIDE + x) + c] = (byte) grey;
        }
      }
    }
    return new Image(SIDE, SIDE, bgr);
  }

  private static int features(double u, double v, double mouth) {
    boolean eye = disc(u - 0.3, v - 0.35, 0.08, 0.05) || disc(u - 0.7, v - 0.35, 0.08, 0.05);
    boolean brow = Math.abs(v - 0.24) < 0.02 && Math.abs(Math.abs(u - 0.5) - 0.2) < 0.1;
    boolean nose = disc(u - 0.5, v - 0.56, 0.05, 0.04);
    boolean lips = disc(u - 0.5, v - 0.76, 0.18, 0.02 + 0.1 * mouth);
    return eye || brow || lips ? 110 : nose ? 150 : 200;
  }

  private static boolean disc(double u, double v, double a, double b) {
    return u * u / (a * a) + v * v / (b * b) < 1;
  }

  private static VideoVerdict judge(int count, IntFunction<Image> picture) {
    byte[] video = Mp4Maker.pictures(10, count, picture);
    VideoDecoder decoder = new VideoDecoder(VideoLimits.defaults(), StageTimer.NONE);
    return new VideoLiveness(new DrawnFace(true), decoder, SCALE).judge(video);
  }

  @Test
  void whoSpeaksIsAlive() {
    VideoVerdict verdict =
        judge(40, i -> face(20 + i % 3, 20, 0.5 + 0.5 * Math.sin(i * 1.9), 0));
    assertEquals(0.96, verdict.score(), 0.01);
    assertEquals(8, verdict.pictures().size());
    for (VideoPicture picture : verdict.pictures()) {
      assertTrue(picture.token().matches("[0-9a-f]{32}"), picture.token());
      assertEquals(0.96, picture.score());
      assertEquals((byte) 0xFF, picture.jpeg()[0]);
      assertEquals((byte) 0xD8, picture.jpeg()[1]);
    }
  }

  @Test
  void aPictureThatStandsStillIsNot() {
    assertEquals(0, judge(40, i -> face(20, 20, 0.3, 0)).score());
  }

  @Test
  void norIsOneThatIsMovedAbout() {
    assertEquals(0, judge(40, i -> face(20 + i % 7, 24 - i % 5, 0.3, 0)).score());
  }

  @Test
  void twoPeopleAreNotOne() {
    VideoVerdict verdict =
        judge(40, i -> face(20, 20, 0.5 + 0.5 * Math.sin(i * 1.9), i < 20 ? 0 : 80));
    assertEquals(0, verdict.score());
  }

  @Test
  void tooFewMomentsAreNotJudged() {
    assertEquals(
        FaceFailure.LIVENESS_UNJUDGED,
        assertThrows(FaceException.class, () -> judge(4, i -> face(20, 20, i / 4.0, 0)))
            .failure());
  }

  @Test
  void momentsOfUnknownQualityDoNotCount() {
    byte[] video = Mp4Maker.pictures(10, 40, i -> face(20, 20, 0.5 + 0.5 * Math.sin(i * 1.9), 0));
    VideoDecoder decoder = new VideoDecoder(VideoLimits.defaults(), StageTimer.NONE);
    VideoLiveness judge = new VideoLiveness(new DrawnFace(false), decoder, SCALE);
    assertEquals(
        FaceFailure.LIVENESS_UNJUDGED,
        assertThrows(FaceException.class, () -> judge.judge(video)).failure());
  }

  @Test
  void nobodyIsNoFace() {
    assertEquals(
        FaceFailure.NO_FACE,
        assertThrows(
                FaceException.class,
                () -> judge(10, i -> new Image(SIDE, SIDE, new byte[3 * SIDE * SIDE])))
            .failure());
  }

  @Test
  void nothingIsEmpty() {
    VideoDecoder decoder = new VideoDecoder(VideoLimits.defaults(), StageTimer.NONE);
    VideoLiveness judge = new VideoLiveness(new DrawnFace(true), decoder, SCALE);
    assertEquals(
        FaceFailure.IMAGE_EMPTY,
        assertThrows(FaceException.class, () -> judge.judge(new byte[0])).failure());
  }

  @Test
  void motionRisesBetweenStillAndAlive() {
    assertEquals(0, VideoLiveness.motion(List.of()));
    assertEquals(0, VideoLiveness.motion(List.of(0.0, 0.1, 0.1, 0.1)));
    assertEquals(1, VideoLiveness.motion(List.of(0.2, 0.3, 0.4, 0.5)));
    assertEquals(0.5, VideoLiveness.motion(List.of(0.1, 0.1, 0.1, 0.18)), 1e-9);
  }
}
