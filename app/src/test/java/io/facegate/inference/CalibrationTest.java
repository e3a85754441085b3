package io.facegate.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private final Calibration bent =
      new Calibration(List.of(point(0.2, 0), point(0.4, 0.5), point(0.5, 0.5), point(0.9, 1)));

  @Test
  void isStraightBetweenPointsAndLevelBeyond() {
    assertEquals(0, bent.shown(-1));
    assertEquals(0, bent.shown(0.2));
    assertEquals(0.25, bent.shown(0.3), 1e-12);
    assertEquals(0.5, bent.shown(0.45), 1e-12);
    assertEquals(0.75, bent.shown(0.7), 1e-12);
    assertEquals(1, bent.shown(2));
  }

  @Test
  void withoutPointsAllStaysAsItIs() {
    assertEquals(0.37, new Calibration(List.of()).shown(0.37));
  }

  @Test
  void mustRise() {
    assertRefused(point(0, 0));
    assertRefused(point(0, 0), point(0, 1));
    assertRefused(point(0, 1), point(1, 0));
    assertRefused(point(0, 0), point(Double.NaN, 1));
  }

  private static void assertRefused(CalibrationPoint... points) {
    assertThrows(IllegalArgumentException.class, () -> new Calibration(List.of(points)));
  }

  private static CalibrationPoint point(double raw, double shown) {
    return new CalibrationPoint(raw, shown);
  }
}
