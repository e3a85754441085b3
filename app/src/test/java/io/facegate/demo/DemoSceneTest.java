package io.facegate.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Image;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoSceneTest {
  @Test
  void sameMomentIsTheSamePicture() {
    DemoScene scene = new DemoScene();
    Image first = scene.frame(3.5);
    scene.frame(17);

    assertArrayEquals(first.bgr(), scene.frame(3.5).bgr());
    assertArrayEquals(first.bgr(), new DemoScene().frame(3.5).bgr());
    assertFalse(Arrays.equals(first.bgr(), scene.frame(3.6).bgr()));
  }

  @Test
  void picturesHaveTheSizeOfACamera() {
    Image frame = new DemoScene().frame(10);

    assertEquals(640, frame.width());
    assertEquals(480, frame.height());
  }

  @Test
  void everyoneComesOnceInAPeriodAndIsAwayForTenSecondsBetween() {
    Set<CastMember> seen = new HashSet<>();
    for (Walk walk : DemoScene.walks()) {
      assertTrue(seen.add(walk.member()), walk.member().id());
      assertTrue(walk.length() + 10 < DemoScene.PERIOD_SECONDS, walk.member().id());
    }
    assertTrue(seen.containsAll(Cast.ENROLLED));
    assertTrue(seen.contains(Cast.STRANGER));
  }

  @Test
  void somebodyEnrolledIsThereFromTheStart() {
    DemoScene scene = new DemoScene();

    assertTrue(scene.present(0).stream().anyMatch(walk -> walk.member().equals(Cast.ADA)));
  }

  @Test
  void twoComeTogetherAndTheEntranceIsEmptyAtTimes() {
    DemoScene scene = new DemoScene();
    int most = 0;
    int least = 9;
    for (double second = 0; second < DemoScene.PERIOD_SECONDS; second += 0.1) {
      int present = scene.present(second).size();
      most = Math.max(most, present);
      least = Math.min(least, present);
    }
    assertEquals(2, most);
    assertEquals(0, least);
  }

  @Test
  void theSceneRepeats() {
    Walk walk = DemoScene.walks().getFirst();
    Walk.Stand stand = walk.at(2, DemoScene.PERIOD_SECONDS);

    Walk.Stand later = walk.at(2 + DemoScene.PERIOD_SECONDS, DemoScene.PERIOD_SECONDS);

    assertEquals(stand.x(), later.x(), 1e-6);
    assertEquals(stand.pose().yaw(), later.pose().yaw(), 1e-6);
  }
}
