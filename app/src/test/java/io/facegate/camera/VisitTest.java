package io.facegate.camera;

import static io.facegate.camera.FakeFaceService.like;
import static io.facegate.camera.FakeFaceService.somebody;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.camera.FakeFaceService.Drawn;
import io.facegate.core.FaceEvent;
import io.facegate.core.FaceEvent.Phase;
import io.facegate.face.FaceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One visit is one event, whatever the camera makes of it. */
class VisitTest {
  private static final int ANN = 0;
  private static final int BOB = 1;
  private static final int NOBODY = 5;

  private static Drawn sure(int axis) {
    return Drawn.at(100, 100, 80, somebody(axis));
  }

  /* Score 84: over the threshold of 80, under the 90 at which one look is enough. */
  private static Drawn borderline(int axis) {
    return Drawn.at(100, 100, 80, like(axis, 0.6, 9));
  }

  @Test
  void aClearFaceIsOneEventHoweverLongItStays() {
    Stage stage = new Stage();
    Instant start = stage.now();
    stage.frames(100, sure(ANN));
    assertEquals(List.of("BEGIN ann"), stage.witness.story());
    FaceEvent event = stage.witness.events.getFirst();
    assertEquals(start, event.capturedAt());
    assertEquals("gate", event.cameraId());
    assertEquals(100, event.score(), 1e-6);
    assertEquals(Stage.WIDTH, event.imageWidth());
    assertEquals(1, event.frames());
  }

  @Test
  void oneBorderlineLookDecidesNothing() {
    Stage stage = new Stage();
    stage.frame(borderline(ANN));
    stage.empty(Duration.ofSeconds(3));
    assertEquals(List.of(), stage.witness.story());
  }

  @Test
  void twoBorderlineLooksOfThreeDecideWithin300Ms() {
    Stage stage = new Stage();
    Instant start = stage.now();
    stage.frame(borderline(ANN));
    stage.frame(Drawn.at(100, 100, 80, like(ANN, 0.3, 9)));
    stage.frame(borderline(ANN));
    assertEquals(List.of("BEGIN ann"), stage.witness.story());
    FaceEvent event = stage.witness.events.getFirst();
    assertTrue(Duration.between(start, event.capturedAt()).toMillis() <= 300);
    assertEquals(2, event.frames());
  }

  @Test
  void twoLooksThatDisagreeDecideNothing() {
    Stage stage = new Stage();
    stage.frame(borderline(ANN));
    stage.frame(borderline(BOB));
    stage.empty(Duration.ofSeconds(2));
    assertEquals(List.of(), stage.witness.story());
  }

  @Test
  void aLookThatMatchesTwoPersonsIsNotEnoughByItself() {
    Stage stage = new Stage();
    stage.service.enroll("staff", "twin", like(ANN, 0.95, 9));
    stage.frame(sure(ANN));
    assertEquals(List.of(), stage.witness.story());
    stage.frame(sure(ANN));
    assertEquals(List.of("BEGIN ann"), stage.witness.story());
  }

  @Test
  void flickerAndOcclusionWithinTheGapAreTheSameVisit() {
    Stage stage = new Stage();
    for (int i = 0; i < 20; i++) {
      stage.frames(2, sure(ANN));
      stage.frame();
    }
    stage.empty(Duration.ofSeconds(7));
    stage.frames(5, Drawn.at(500, 200, 60, somebody(ANN)));
    assertEquals(List.of("BEGIN ann"), stage.witness.story());
  }

  @Test
  void whoComesBackAfterTheGapBeginsAnotherVisit() {
    Stage stage = new Stage();
    stage.frames(5, sure(ANN));
    stage.empty(Duration.ofSeconds(9));
    stage.frames(5, sure(ANN));
    assertEquals(List.of("BEGIN ann", "BEGIN ann"), stage.witness.story());
    assertNotEquals(
        stage.witness.events.get(0).visitId(), stage.witness.events.get(1).visitId());
  }

  @Test
  void twoPersonsAtOnceAreTwoVisits() {
    Stage stage = new Stage();
    stage.frames(
        20, Drawn.at(100, 100, 80, somebody(ANN)), Drawn.at(400, 100, 80, somebody(BOB)));
    assertEquals(List.of("BEGIN ann", "BEGIN bob"), stage.witness.story());
  }

  @Test
  void personsWhoCrossKeepTheirVisits() {
    Stage stage = new Stage();
    for (int i = 0; i <= 40; i++) {
      stage.frame(
          Drawn.at(100 + 10 * i, 100, 80, somebody(ANN)),
          Drawn.at(500 - 10 * i, 110, 80, somebody(BOB)));
    }
    stage.frames(30, Drawn.at(500, 100, 80, somebody(ANN)));
    assertEquals(List.of("BEGIN ann", "BEGIN bob"), stage.witness.story());
  }

  @Test
  void whoTakesAnothersPlaceIsNoticed() {
    Stage stage = new Stage();
    stage.frames(20, sure(ANN));
    stage.frames(40, borderline(BOB));
    assertEquals(List.of("BEGIN ann", "BEGIN bob"), stage.witness.story());
  }

  @Test
  void aStrangerWhoTakesAKnownPlaceIsNoticed() {
    Stage stage = new Stage();
    stage.frames(20, sure(ANN));
    stage.frames(80, sure(NOBODY));
    assertEquals(List.of("BEGIN ann", "BEGIN ?"), stage.witness.story());
  }

  @Test
  void aStrangerIsOneEventOfItsOwn() {
    Stage stage = new Stage();
    stage.frames(14, sure(NOBODY));
    assertEquals(List.of(), stage.witness.story());
    stage.frames(60, sure(NOBODY));
    stage.empty(Duration.ofSeconds(4));
    stage.frames(60, Drawn.at(400, 100, 90, somebody(NOBODY)));
    assertEquals(List.of("BEGIN ?"), stage.witness.story());
    assertNull(stage.witness.events.getFirst().person());
  }

  @Test
  void twoStrangersAtOnceAreTwoVisitsEvenIfTheyLookAlike() {
    Stage stage = new Stage();
    stage.frames(
        40, Drawn.at(100, 100, 80, somebody(5)), Drawn.at(400, 100, 80, like(5, 0.6, 6)));
    assertEquals(List.of("BEGIN ?", "BEGIN ?"), stage.witness.story());
  }

  @Test
  void aStrangerWhoIsRecognisedLaterKeepsTheVisit() {
    Stage stage = new Stage();
    stage.frames(30, Drawn.at(100, 100, 80, like(ANN, 0.3, 9)));
    stage.frames(30, sure(ANN));
    assertEquals(List.of("BEGIN ?", "BEGIN ann"), stage.witness.story());
    assertEquals(stage.witness.events.get(0).visitId(), stage.witness.events.get(1).visitId());
  }

  @Test
  void whoTakesAStrangersPlaceHasAVisitOfTheirOwn() {
    Stage stage = new Stage();
    stage.frames(30, sure(NOBODY));
    stage.frames(30, sure(ANN));
    assertEquals(List.of("BEGIN ?", "BEGIN ann"), stage.witness.story());
    assertNotEquals(
        stage.witness.events.get(0).visitId(), stage.witness.events.get(1).visitId());
  }

  @Test
  void badLooksAtAKnownPersonWhoWasLostAreNoStranger() {
    Stage stage = new Stage();
    stage.frames(10, sure(ANN));
    stage.empty(Duration.ofSeconds(3));
    stage.frames(40, Drawn.at(400, 100, 80, like(ANN, 0.4, 9)));
    assertEquals(List.of("BEGIN ann"), stage.witness.story());
  }

  @Test
  void aClockThatIsSetBackLocksNobodyOut() {
    Stage stage = new Stage();
    stage.frames(20, sure(ANN));
    stage.setBack(Duration.ofHours(1));
    stage.frames(20, sure(ANN));
    assertEquals(List.of("BEGIN ann", "BEGIN ann"), stage.witness.story());
    stage.empty(Duration.ofSeconds(9));
    stage.frames(20, sure(ANN));
    assertEquals(3, stage.witness.events.size());
  }

  @Test
  void updatesAndTheEndAreToldWhenWanted() {
    Stage stage =
        new Stage(
            camera ->
                camera.with(
                    new VisitConfig(
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        true,
                        true)));
    stage.frames(50, sure(ANN));
    Instant last = stage.now().minus(Stage.STEP);
    stage.empty(Duration.ofSeconds(9));
    assertEquals(
        List.of("BEGIN ann", "UPDATE ann", "UPDATE ann", "END ann"), stage.witness.story());
    assertEquals(last, stage.witness.events.getLast().capturedAt());
    assertEquals(1, stage.witness.events.stream().map(FaceEvent::visitId).distinct().count());
  }

  @Test
  void aLookThatDoesNotMatchSpeaksInNobodysName() {
    Stage stage =
        new Stage(
            camera ->
                camera.with(
                    new VisitConfig(
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        true,
                        true)));
    stage.frame(sure(ANN));
    stage.frames(40, Drawn.at(100, 100, 80, like(ANN, 0.45, 9)));
    stage.close();
    assertEquals(List.of("BEGIN ann", "END ann"), stage.witness.story());
    assertEquals(100, stage.witness.events.getLast().score(), 1e-6);
  }

  @Test
  void whatCouldNotBeToldOfARecognisedStrangerIsToldLater() {
    Stage stage = new Stage();
    stage.frames(30, sure(NOBODY));
    stage.service.enroll("staff", "eve", somebody(NOBODY));
    stage.witness.refusing = true;
    assertThrows(FaceException.class, () -> stage.frames(30, sure(NOBODY)));
    stage.witness.refusing = false;
    stage.frames(30, sure(NOBODY));
    assertEquals(List.of("BEGIN ?", "BEGIN eve"), stage.witness.story());
  }

  @Test
  void closingEndsOpenVisits() {
    Stage stage =
        new Stage(
            camera ->
                camera.with(
                    new VisitConfig(
                        Duration.ofSeconds(8), Duration.ofSeconds(1), Duration.ZERO, true, true)));
    stage.frames(5, sure(ANN));
    stage.close();
    assertEquals(Phase.END, stage.witness.events.getLast().phase());
  }

  @Test
  void strangersAreSilentWhenNotWanted() {
    Stage stage =
        new Stage(
            camera ->
                camera.with(
                    new VisitConfig(
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        true,
                        false)));
    stage.frames(60, sure(NOBODY));
    stage.close();
    assertEquals(List.of(), stage.witness.story());
  }
}
