package io.facegate.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.Quality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The product's models find the drawn people, know the enrolled ones and mix nobody up. */
class DemoCastIT {
  private static final double STEP_SECONDS = 0.5;
  private static final double ACCEPTED = 80;
  private static final double UNSURE = 70;
  private static final double MARGIN = 0.03;

  /** A drawn face as it was found. */
  private record Sighting(double seconds, CastMember member, Walk.Stand stand, Face face) {}

  private static double acceptedCosine;
  private static double unsureCosine;
  private static final List<Sighting> SIGHTINGS = new ArrayList<>();
  private static final List<String> MISSED = new ArrayList<>();
  private static final Map<CastMember, Embedding> ENROLLED = new HashMap<>();

  @BeforeAll
  static void watchTheScene() {
    DemoScene scene = new DemoScene();
    try (DrawnFaces faces = new DrawnFaces()) {
      acceptedCosine = faces.cosineAt(ACCEPTED);
      unsureCosine = faces.cosineAt(UNSURE);
      for (CastMember member : Cast.ENROLLED) {
        ENROLLED.put(member, DrawnFaces.embedding(faces.portrait(member)));
      }
      for (double t = 0; t < DemoScene.PERIOD_SECONDS; t += STEP_SECONDS) {
        look(faces, scene, t);
      }
    }
  }

  @AfterAll
  static void forget() {
    SIGHTINGS.clear();
    MISSED.clear();
    ENROLLED.clear();
  }

  private static void look(DrawnFaces faces, DemoScene scene, double seconds) {
    List<Face> found = faces.of(scene.frame(seconds));
    for (Walk walk : scene.present(seconds)) {
      Walk.Stand stand = walk.at(seconds, DemoScene.PERIOD_SECONDS);
      DrawnFaces.at(found, stand)
          .ifPresentOrElse(
              face -> SIGHTINGS.add(new Sighting(seconds, walk.member(), stand, face)),
              () -> {
                if (isPlain(stand)) {
                  MISSED.add(walk.member().id() + " at " + seconds);
                }
              });
    }
  }

  @Test
  void everyPlainFaceIsFound() {
    assertEquals(List.of(), MISSED);
    for (Sighting sighting : SIGHTINGS) {
      if (isPlain(sighting.stand)) {
        assertTrue(sighting.face.probability() > 0.8, sighting.toString());
      }
    }
  }

  @Test
  void facesComeInManySizes() {
    double[] widths = SIGHTINGS.stream().mapToDouble(s -> s.face.box().width()).sorted().toArray();

    assertTrue(widths[0] < 75, "smallest " + widths[0]);
    assertTrue(widths[widths.length - 1] > 110, "largest " + widths[widths.length - 1]);
  }

  @Test
  void nobodyIsTakenForAnother() {
    for (Sighting sighting : SIGHTINGS) {
      ENROLLED.forEach(
          (member, portrait) -> {
            if (!member.equals(sighting.member)) {
              double cosine = DrawnFaces.embedding(sighting.face).cosine(portrait);
              assertTrue(
                  cosine < unsureCosine - MARGIN,
                  "%s at %s looks like %s: %.3f"
                      .formatted(sighting.member.id(), sighting.seconds, member.id(), cosine));
            }
          });
    }
  }

  @Test
  void enrolledPeopleAreKnown() {
    for (CastMember member : Cast.ENROLLED) {
      Embedding portrait = Objects.requireNonNull(ENROLLED.get(member));
      double[] cosines =
          SIGHTINGS.stream()
              .filter(sighting -> sighting.member.equals(member) && isPlain(sighting.stand))
              .mapToDouble(s -> DrawnFaces.embedding(s.face).cosine(portrait))
              .sorted()
              .toArray();

      assertTrue(cosines.length >= 6, member.id() + " was seen " + cosines.length + " times");
      double tenth = cosines[cosines.length / 10];
      assertTrue(tenth > acceptedCosine + MARGIN, "%s: %.3f".formatted(member.id(), tenth));
    }
  }

  @Test
  void facesAreSharpAndLitEnoughForTheCameraDefaults() {
    for (Sighting sighting : SIGHTINGS) {
      Quality quality = Objects.requireNonNull(sighting.face.quality());
      if (isPlain(sighting.stand)) {
        assertTrue(quality.blur() < 0.7 && quality.illumination() > 40, sighting.toString());
      }
    }
  }

  /* Wholly in the picture and not turned far. */
  private static boolean isPlain(Walk.Stand stand) {
    double x = DemoScene.WIDTH / 2.0 + DemoScene.FOCAL * stand.x() / stand.distance();
    double half = DemoScene.FOCAL * 110 / stand.distance();
    return x > half
        && x < DemoScene.WIDTH - half
        && Math.abs(stand.pose().yaw()) < 30;
  }
}
