package io.facegate.camera;

import static io.facegate.camera.FakeFaceService.somebody;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.camera.FakeFaceService.Drawn;
import io.facegate.core.DecisionPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which faces a camera takes into account. */
class RecognitionRulesTest {
  private static final Drawn ANN = Drawn.at(100, 100, 80, somebody(0));

  private static RecognitionConfig rules(double livenessMin) {
    return new RecognitionConfig(
        DecisionPolicy.defaults(),
        90,
        2,
        livenessMin,
        5,
        40,
        0.6,
        0.7,
        40,
        45,
        35,
        4,
        Duration.ofSeconds(1),
        Duration.ofMillis(1500),
        3);
  }

  @Test
  void facesOutsideTheRegionDoNotCount() {
    Region right = Region.rectangle(0.5, 0, 1, 1);
    Stage stage = new Stage(camera -> camera.with(right));
    stage.frames(20, ANN);
    assertEquals(List.of(), stage.witness.story());
    stage.frames(5, Drawn.at(500, 100, 80, somebody(0)));
    assertEquals(List.of("BEGIN ann"), stage.witness.story());
  }

  @Test
  void aRegionMayHaveAnyShape() {
    Region triangle =
        new Region(
            List.of(
                new Region.Corner(0, 0), new Region.Corner(1, 0), new Region.Corner(0, 1)));
    assertTrue(triangle.contains(ANN.box(), 640, 360));
    assertTrue(!triangle.contains(Drawn.at(540, 270, 80, somebody(0)).box(), 640, 360));
    assertTrue(Region.whole().contains(Drawn.at(600, 320, 80, somebody(0)).box(), 640, 360));
    assertTrue(Region.whole().contains(Drawn.at(-40, -40, 80, somebody(0)).box(), 640, 360));
  }

  @Test
  void smallBlurredAndTurnedFacesAreNotMeasured() {
    Stage stage = new Stage();
    stage.frames(20, Drawn.at(100, 100, 39, somebody(0)));
    stage.frames(20, ANN.blurred(0.8));
    stage.frames(20, ANN.turned(60));
    assertEquals(0, stage.service.measured.get());
    assertEquals(List.of(), stage.witness.story());
  }

  @Test
  void requiredLivenessMustBeShown() {
    Stage stage = new Stage(camera -> camera.with(rules(0.7)));
    stage.frames(40, ANN.alive(0.4));
    assertEquals(List.of("BEGIN ?"), stage.witness.story());
    assertEquals(0.4, stage.witness.events.getFirst().liveness());
    stage.frames(30, ANN.alive(0.8));
    assertEquals(List.of("BEGIN ?", "BEGIN ann"), stage.witness.story());
  }

  @Test
  void aGroupThatIsNotThereHoldsNobody() {
    Stage stage =
        new Stage(
            camera ->
                CameraConfig.of(camera.id(), camera.source(), List.of("staff", "visitors")));
    stage.frames(5, ANN);
    assertEquals(List.of("BEGIN ann"), stage.witness.story());
  }

  @Test
  void onePersonInTwoGroupsIsNoRival() {
    Stage stage =
        new Stage(
            camera ->
                CameraConfig.of(camera.id(), camera.source(), List.of("staff", "visitors")));
    stage.service.enroll("visitors", "ann", somebody(0));
    stage.frame(ANN);
    assertEquals(List.of("BEGIN ann"), stage.witness.story());
  }

  @Test
  void aFaceIsMeasuredOnlySoOften() {
    Stage stage = new Stage();
    stage.frames(100, ANN);
    assertTrue(stage.service.measured.get() <= 11, "measured " + stage.service.measured);
    Stage other = new Stage();
    other.frames(20, Drawn.at(100, 100, 80, somebody(5)));
    assertTrue(other.service.measured.get() <= 10, "measured " + other.service.measured);
  }

  @Test
  void refusedNativeWorkIsCountedAndNothingElse() {
    Stage stage = new Stage();
    stage.service.overloaded = true;
    stage.frames(3, ANN);
    stage.service.overloaded = false;
    stage.frames(3, ANN);
    assertEquals(3, stage.gauge.overloads.sum());
    assertEquals(List.of("BEGIN ann"), stage.witness.story());
  }
}
