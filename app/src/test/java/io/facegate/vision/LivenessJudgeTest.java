package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.inference.LivenessOption;
import io.facegate.inference.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LivenessJudgeTest {
  private final FixedModel close = saying(0.3);
  private final FixedModel mid = saying(0.9);
  private final FixedModel wide = saying(0.3);
  private final LivenessJudge common = judge(LivenessOption.COMMON, List.of(close, mid, wide));
  private final LivenessJudge gate = judge(LivenessOption.GATE, List.of(mid, wide));

  @Test
  void eachSceneHasTheMeanOfItsModels() {
    Face judged = both(90);
    assertEquals(0.5, judged.liveness(), 1e-6);
    assertEquals(0.6, judged.gateLiveness(), 1e-6);
    assertEquals(0.6, gate.measure(view(), face(90)).gateLiveness(), 1e-6);
    assertNull(gate.measure(view(), face(90)).liveness());
  }

  @Test
  void modelsOfBothScenesAreAskedOnce() {
    both(90);
    assertEquals(1, close.shown.size());
    assertEquals(1, mid.shown.size());
    assertEquals(1, wide.shown.size());
  }

  @Test
  void aSceneThatCannotJudgeLeavesTheOtherAlone() {
    Face far = both(40);
    assertNull(far.liveness());
    assertEquals(0.6, far.gateLiveness(), 1e-6);
    assertEquals(0, close.shown.size());
  }

  @Test
  void whatIsKnownIsOfItsOwnSceneOnly() {
    Face known = face(90).withLiveness(0.5);
    assertTrue(common.isKnown(known, Set.of()));
    assertFalse(gate.isKnown(known, Set.of()));
    assertTrue(gate.isKnown(known.withGateLiveness(0.5), Set.of()));
  }

  private Face both(double side) {
    FaceView view = view();
    return gate.measure(view, common.measure(view, face(side)));
  }

  private static LivenessJudge judge(LivenessOption option, List<Model> models) {
    return LivenessJudge.of(option, models).orElseThrow();
  }

  /* Of the three classes, the one in the middle is a living person. */
  private static FixedModel saying(double share) {
    return new FixedModel().saying("logits", -99, (float) Math.log(share / (1 - share)), 0);
  }

  @Test
  void aFaceInTheDarkOrInGlaringLightIsNotJudged() {
    assertNull(common.measure(view(38), face(90)).liveness());
    assertNull(gate.measure(view(38), face(90)).gateLiveness());
    assertNull(common.measure(view(222), face(90)).liveness());
    assertEquals(0, close.shown.size());
    assertEquals(0.5, common.measure(view(218), face(90)).liveness(), 1e-6);
    assertEquals(0.5, common.measure(view(42), face(90)).liveness(), 1e-6);
  }

  private static FaceView view() {
    return view(128);
  }

  private static FaceView view(int grey) {
    byte[] bgr = new byte[3 * 400 * 400];
    Arrays.fill(bgr, (byte) grey);
    return new FaceView(new Image(400, 400, bgr));
  }

  /* In a square of a size about the picture's middle. */
  private static Face face(double side) {
    Face drawn = DrawnFace.at(200 - side / 2, 200 - side / 2, side, 0);
    return new Face(new Box(150, 150, side, side), 1, drawn.landmarks());
  }
}
