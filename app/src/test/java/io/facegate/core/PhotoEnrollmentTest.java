package io.facegate.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.facegate.core.PhotoEnrollment.Outcome;
import io.facegate.core.PhotoEnrollment.Rules;
import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.Landmarks;
import io.facegate.face.PersonKey;
import io.facegate.face.Point;
import io.facegate.gallery.GalleryFolder;
import io.facegate.gallery.GalleryLimits;
import io.facegate.gallery.RandomFaces;
import io.facegate.gallery.StoredGallery;
import io.facegate.vision.FaceAnalyzer;
import io.facegate.vision.Output;
import io.facegate.vision.Want;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a photo shows; in a picture of 100 by 100 pixels. */
class PhotoEnrollmentTest {
  private static final int SIDE = 100;
  private static final Box WHOLE = new Box(20, 20, 40, 40);

  /* Faces are too small for this, which tells that all was well until then. */
  private static final Rules RULES = new Rules(SIDE, Control.NONE, SIDE, true);

  @TempDir private Path folder;

  @Test
  void takesWhoIsAlone() {
    assertEquals(Outcome.TOO_SMALL, outcome(WHOLE));
  }

  @Test
  void takesWhoStandsBeforeOthers() {
    assertEquals(Outcome.TOO_SMALL, outcome(WHOLE, new Box(70, 20, 19, 19)));
  }

  @Test
  void refusesTwoWhoStandSideBySide() {
    assertEquals(Outcome.SEVERAL_FACES, outcome(WHOLE, new Box(70, 20, 20, 20)));
  }

  @Test
  void countsOfAnotherFaceWhatIsInThePicture() {
    assertEquals(Outcome.TOO_SMALL, outcome(WHOLE, new Box(95, 20, 70, 70)));
    assertEquals(Outcome.SEVERAL_FACES, outcome(WHOLE, new Box(80, 20, 70, 70)));
  }

  @Test
  void refusesAPhotoOfNobody() {
    assertEquals(Outcome.NO_FACE, outcome());
  }

  private Outcome outcome(Box... faces) {
    ScoreScale scale =
        new ScoreScale(List.of(new ScoreScale.Anchor(-1, 0), new ScoreScale.Anchor(1, 100)));
    try (StoredGallery gallery =
        new GalleryFolder(folder)
            .open(
                new GalleryFolder(folder).store(), GalleryLimits.defaults(), RandomFaces.MODEL)) {
      return new PhotoEnrollment(
              new Boxes(List.of(faces)),
              photo -> new Image(SIDE, SIDE, new byte[SIDE * SIDE * 3]),
              gallery,
              scale,
              RULES)
          .enroll(new PersonKey("gate", "staff", "ada"), "", new byte[] {1})
          .outcome();
    }
  }

  /** Finds faces in these boxes. */
  private record Boxes(List<Box> boxes) implements FaceAnalyzer {
    @Override
    public List<Face> analyze(Image image, Want want) {
      Point point = new Point(0, 0);
      return boxes.stream()
          .map(box -> new Face(box, 1, new Landmarks(point, point, point, point, point)))
          .toList();
    }

    @Override
    public Face measure(Image image, Face face, Set<Output> outputs) {
      return face;
    }

    @Override
    public Set<Output> outputs() {
      return Set.of();
    }

    @Override
    public String embeddingModelId() {
      return RandomFaces.MODEL;
    }
  }
}
