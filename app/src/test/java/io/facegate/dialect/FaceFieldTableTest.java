package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.facegate.core.FaceDetail;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaceFieldTableTest {
  private static final FaceFieldTable TABLE =
      new FaceFieldTable(
          List.of(
              FaceField.named("landmark"),
              new FaceField("landmark72", Set.of("landmark"), Set.of(FaceDetail.POINTS)),
              FaceField.named("face_shape", FaceDetail.SHAPE),
              FaceField.named("qualities", FaceDetail.TRAITS, FaceDetail.QUALITY),
              FaceField.always("glass", FaceDetail.TRAITS)));

  @Test
  void namesAreReadInEverySpelling() {
    for (String name : List.of("face_shape", "faceshape", "face-shape", " Face_Shape ")) {
      assertEquals(Set.of("face_shape"), TABLE.asked("age," + name + ",,nothing"), name);
    }
    assertEquals(Set.of(), TABLE.asked(""));
    assertEquals(Set.of(), TABLE.asked(","));
  }

  @Test
  void oneNameMayAskForSeveralMembers() {
    assertEquals(Set.of("landmark", "landmark72"), TABLE.asked("landmark"));
    assertEquals(Set.of(), TABLE.asked("landmark72"));
  }

  @Test
  void detailsAreThoseOfTheMembersAsked() {
    assertEquals(Set.of(), TABLE.details(Set.of("landmark", "age")));
    assertEquals(
        List.of(FaceDetail.QUALITY, FaceDetail.POINTS, FaceDetail.TRAITS),
        List.copyOf(TABLE.details(Set.of("qualities", "landmark72"))));
  }

  @Test
  void membersAreToldWhenAllTheyNeedIsKnown() {
    assertEquals(List.of("landmark"), TABLE.told(Set.of()));
    assertEquals(List.of("landmark", "glass"), TABLE.told(Set.of(FaceDetail.TRAITS)));
    assertEquals(
        List.of("landmark", "landmark72", "face_shape", "qualities", "glass"),
        TABLE.told(Set.of(FaceDetail.values())));
  }
}
