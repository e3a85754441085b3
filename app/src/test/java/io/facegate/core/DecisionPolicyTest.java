package io.facegate.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.facegate.face.Box;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionPolicyTest {
  @Test
  void scoreDecides() {
    DecisionPolicy policy = new DecisionPolicy(80, 70);
    assertEquals(Decision.MATCH, policy.decide(80));
    assertEquals(Decision.MATCH, policy.decide(79.999999999));
    assertEquals(Decision.UNSURE, policy.decide(79.9999));
    assertEquals(Decision.UNSURE, policy.decide(70));
    assertEquals(Decision.UNKNOWN, policy.decide(69.9));
  }

  @Test
  void thresholdsOutOfOrderAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new DecisionPolicy(70, 80));
    assertThrows(IllegalArgumentException.class, () -> new DecisionPolicy(101, 80));
    assertThrows(IllegalArgumentException.class, () -> new DecisionPolicy(80, Double.NaN));
  }

  @Test
  void tokenDependsOnPictureAndPlaceAlone() {
    byte[] one = FaceTokens.pictureDigest("one".getBytes(StandardCharsets.UTF_8));
    byte[] two = FaceTokens.pictureDigest("two".getBytes(StandardCharsets.UTF_8));
    Box box = new Box(10.2, 20.1, 30, 40);
    assertEquals("d72aff60b3dbe65f9d0e3f4b9ad4a6d0".length(), FaceTokens.token(one, box).length());
    assertEquals(FaceTokens.token(one, box), FaceTokens.token(one, new Box(10.1, 20.4, 30, 40)));
    assertEquals(
        4,
        Set.of(
                FaceTokens.token(one, box),
                FaceTokens.token(two, box),
                FaceTokens.token(one, new Box(11, 20, 30, 40)),
                FaceTokens.token(one, new Box(10, 20, 30, 41)))
            .size());
  }
}
