package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.vision.FakeCascade.Find;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceDetectorTest {
  private static final int SIDE = 320;
  private static final Want ALL = new Want(Set.of(), PictureSpec.COMMON, 10, 1);
  private static final Want LARGEST = new Want(Set.of(), PictureSpec.COMMON, 1, 1);
  private static final Want SNAPPED = new Want(Set.of(), PictureSpec.SNAP, 10, 1);

  @TempDir Path folder;
  private FakeCascade models;

  @BeforeEach
  void open() throws IOException {
    models = new FakeCascade(folder);
    models.detector("detector");
  }

  private List<Box> detect(int width, int height, Want want) {
    VisionConfig config = new VisionConfig(folder, DecodeLimits.defaults(), 0.6, SIDE);
    Image image = new Image(width, height, new byte[3 * width * height]);
    try (ModelLoader loader = models.loader()) {
      List<Face> faces = loader.detector(config, StageTimer.NONE).detect(image, want);
      return faces.stream().map(Face::box).toList();
    }
  }

  private long looks() {
    return models.events.stream().filter("begin detector"::equals).count();
  }

  private static void assertBox(double left, double top, double side, Box box) {
    assertEquals(left, box.left(), 1e-4);
    assertEquals(top, box.top(), 1e-4);
    assertEquals(side, box.width(), 1e-4);
    assertEquals(side, box.height(), 1e-4);
  }

  @Test
  void aFaceThatFillsItsPictureIsFoundWithRoomAroundIt() {
    models.findsLater.add(new Find(160, 160, 150, 0.9));
    List<Box> boxes = detect(SIDE, SIDE, ALL);
    assertEquals(1, boxes.size());
    assertBox(10, 10, 300, boxes.getFirst());
    assertEquals(2, looks());
  }

  @Test
  void aWidePictureIsShownInTheMiddleToo() {
    models.findsLater.add(new Find(160, 128, 96, 0.9));
    List<Box> boxes = detect(640, 480, LARGEST);
    assertBox(320 - 192, 240 - 192, 384, boxes.getFirst());
  }

  @Test
  void whoStandsBehindIsNotAllThatIsSeen() {
    models.finds.add(new Find(40, 40, 40, 0.9));
    models.findsLater.add(new Find(160, 160, 150, 0.8));
    assertBox(10, 10, 300, detect(SIDE, SIDE, LARGEST).getFirst());
  }

  @Test
  void whomTheEdgeCutsOffComesAfterWhoIsWholeInThePicture() {
    models.finds.add(new Find(312, 312, 160, 0.9));
    models.finds.add(new Find(120, 120, 100, 0.8));
    List<Box> boxes = detect(SIDE, SIDE, ALL);
    assertEquals(2, boxes.size());
    assertBox(70, 70, 100, boxes.getFirst());
    assertBox(232, 232, 160, boxes.getLast());
    assertBox(70, 70, 100, detect(SIDE, SIDE, LARGEST).getFirst());
  }

  @Test
  void theLookWithRoomIsForFacesThatFillThePicture() {
    models.findsLater.add(new Find(160, 160, 47, 0.9));
    assertEquals(List.of(), detect(SIDE, SIDE, ALL));
    models.findsLater.add(new Find(80, 80, 49, 0.9));
    models.events.clear();
    assertEquals(1, detect(SIDE, SIDE, ALL).size());
  }

  @Test
  void aLargeFaceNeedsNoOtherLook() {
    models.finds.add(new Find(160, 160, 97, 0.9));
    assertEquals(1, detect(SIDE, SIDE, ALL).size());
    assertEquals(1, looks());
  }

  @Test
  void aSnappedCropHasHadItsRoomAtOnce() {
    models.finds.add(new Find(160, 160, 20, 0.9));
    detect(SIDE, SIDE, SNAPPED);
    assertEquals(2, looks());
  }

  @Test
  void narrowAndTinyPicturesAreSeenWithRoomToo() {
    for (int[] size : new int[][] {{4000, 9}, {9, 4000}, {1, 1}, {333, 251}}) {
      models.events.clear();
      assertEquals(List.of(), detect(size[0], size[1], ALL));
      assertEquals(2, looks());
    }
  }

  @Test
  void whatIsSmallerThanWantedIsNoFaceInAnyLook() {
    models.finds.add(new Find(40, 40, 40, 0.9));
    models.findsLater.add(new Find(160, 160, 150, 0.9));
    assertEquals(1, detect(SIDE, SIDE, new Want(Set.of(), PictureSpec.COMMON, 10, 60)).size());
    models.events.clear();
    Want huge = new Want(Set.of(), PictureSpec.COMMON, 10, 310);
    assertEquals(List.of(), detect(SIDE, SIDE, huge));
  }

  @Test
  void roomIsOnAllSidesAndNothingIsCutOff() {
    for (int[] size : new int[][] {{320, 320}, {640, 480}, {1080, 1920}, {4000, 9}, {1, 1}}) {
      Canvas whole = Canvas.looks(size[0], size[1], ALL, SIDE).getFirst();
      Canvas room = whole.withRoom(size[0], size[1]);
      assertEquals(whole.width(), room.width());
      assertEquals(whole.height(), room.height());
      assertEquals(whole.scale() / 2, room.scale(), 1e-12);
      double wide = Math.round(size[0] * room.scale());
      double high = Math.round(size[1] * room.scale());
      assertEquals(room.width() / 2.0, room.left() + wide / 2, 1);
      assertEquals(room.height() / 2.0, room.top() + high / 2, 1);
    }
  }
}
