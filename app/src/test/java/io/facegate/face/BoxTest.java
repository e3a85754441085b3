package io.facegate.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BoxTest {
  @Test
  void onlyWhatLiesInThePictureCounts() {
    assertEquals(12, new Box(2, 1, 3, 4).areaIn(10, 10));
    assertEquals(6, new Box(8, 1, 4, 3).areaIn(10, 10));
    assertEquals(2, new Box(-3, -2, 4, 4).areaIn(10, 10));
    assertEquals(100, new Box(-5, -5, 30, 30).areaIn(10, 10));
  }

  @Test
  void isCutWhereThePictureEnds() {
    assertEquals(new Box(0, 0, 1, 2), new Box(-3, -2, 4, 4).in(10, 10));
    assertEquals(new Box(8, 9, 2, 1), new Box(8, 9, 5, 5).in(10, 10));
    assertEquals(new Box(10, 2, 0, 3), new Box(12, 2, 4, 3).in(10, 10));
  }

  @Test
  void whatLiesBesideThePictureIsNothing() {
    assertEquals(0, new Box(-9, 2, 4, 4).areaIn(10, 10));
    assertEquals(0, new Box(12, 12, 4, 4).areaIn(10, 10));
  }
}
