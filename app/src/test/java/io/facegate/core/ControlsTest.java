package io.facegate.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.FaceFailure;
import io.facegate.face.Landmarks;
import io.facegate.face.Occlusion;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlsTest {
  private static final Occlusion FREE = new Occlusion(0, 0, 0, 0, 0, 0, 0);

  @ParameterizedTest
  @CsvSource({
    "LOW, 0.8, 20, false, ''",
    "LOW, 0.81, 20, false, BLURRED",
    "LOW, 0.8, 19.9, false, BADLY_LIT",
    "NORMAL, 0.6, 40, false, ''",
    "NORMAL, 0.61, 40, false, BLURRED",
    "NORMAL, 0.6, 39, false, BADLY_LIT",
    "HIGH, 0.2, 100, true, ''",
    "HIGH, 0.21, 100, true, BLURRED",
    "HIGH, 0.2, 99, true, BADLY_LIT",
    "HIGH, 0.2, 100, false, INCOMPLETE",
    "HIGH, 0.9, 0, false, BLURRED",
    "NONE, 1, 0, false, ''",
    "LOW, NaN, 100, true, BLURRED"
  })
  void pictureIsJudgedByTheTable(
      Control control, double blur, double light, boolean complete, String expected) {
    assertQuality(expected, control, new Quality(blur, light, complete, FREE));
  }

  @ParameterizedTest
  @CsvSource({
    "LOW, 0.8, ''", "LOW, 0.81, LEFT_EYE_OCCLUDED", "NORMAL, 0.6, ''",
    "NORMAL, 0.61, LEFT_EYE_OCCLUDED", "HIGH, 0.2, ''", "HIGH, 0.21, LEFT_EYE_OCCLUDED"
  })
  void occlusionIsJudgedByTheTable(Control control, double eye, String expected) {
    assertQuality(
        expected, control, new Quality(0, 200, true, new Occlusion(eye, 0, 0, 0, 0, 0, 0)));
  }

  @Test
  void coveredPartIsNamed() {
    assertQuality("RIGHT_EYE_OCCLUDED", Control.LOW, covered(new Occlusion(0, 1, 1, 1, 0, 0, 0)));
    assertQuality("NOSE_OCCLUDED", Control.LOW, covered(new Occlusion(0, 0, 1, 1, 0, 0, 0)));
    assertQuality("MOUTH_OCCLUDED", Control.LOW, covered(new Occlusion(0, 0, 0, 1, 0, 0, 0)));
    assertQuality("LEFT_CHEEK_OCCLUDED", Control.LOW, covered(new Occlusion(0, 0, 0, 0, 1, 0, 0)));
    assertQuality("RIGHT_CHEEK_OCCLUDED", Control.LOW, covered(new Occlusion(0, 0, 0, 0, 0, 1, 0)));
    assertQuality("CHIN_OCCLUDED", Control.LOW, covered(new Occlusion(0, 0, 1, 1, 0, 0, 1)));
  }

  @Test
  void whatNobodyMeasuredFails() {
    assertQuality("QUALITY_UNJUDGED", Control.LOW, null);
    assertQuality("QUALITY_UNJUDGED", Control.LOW, new Quality(0, 200, true, null));
    assertQuality("BLURRED", Control.LOW, new Quality(1, 200, true, null));
    assertQuality("", Control.NONE, null);
    assertLiveness("LIVENESS_UNJUDGED", Control.LOW, null);
    assertLiveness("", Control.NONE, null);
  }

  @Test
  void livenessAtTheThresholdPasses() {
    assertLiveness("", Control.LOW, 0.05);
    assertLiveness("NOT_LIVE", Control.LOW, 0.0499);
    assertLiveness("", Control.NORMAL, 0.3);
    assertLiveness("NOT_LIVE", Control.NORMAL, 0.2999);
    assertLiveness("", Control.HIGH, 0.9);
    assertLiveness("NOT_LIVE", Control.HIGH, 0.8999);
    assertLiveness("NOT_LIVE", Control.LOW, Double.NaN);
  }

  private static Quality covered(Occlusion occlusion) {
    return new Quality(0, 200, true, occlusion);
  }

  private static void assertQuality(String expected, Control control, @Nullable Quality quality) {
    assertEquals(expected, failure(face(quality, null), control, Control.NONE));
  }

  private static void assertLiveness(
      String expected, Control control, @Nullable Double liveness) {
    assertEquals(expected, failure(face(null, liveness), Control.NONE, control));
  }

  private static String failure(Face face, Control quality, Control liveness) {
    return Controls.failure(face, quality, liveness).map(FaceFailure::name).orElse("");
  }

  private static Face face(@Nullable Quality quality, @Nullable Double liveness) {
    Point point = new Point(1, 1);
    Landmarks points = new Landmarks(point, point, point, point, point);
    return new Face(
        new Box(0, 0, 9, 9), 1, points, null, quality, liveness, null, null, null, null, null,
        null, null, null);
  }
}
