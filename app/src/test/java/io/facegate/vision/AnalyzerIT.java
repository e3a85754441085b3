package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.bench.BenchAnalyzer;
import io.facegate.bench.Pictures;
import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.Engines;
import io.facegate.inference.SelfTest;
import io.facegate.inference.onnx.OnnxEngine;
import io.facegate.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzerIT {
  private static final String PORTRAIT = "lfw/Ed_Smart/Ed_Smart_0002.jpg";
  private static final String TURNED = "groups/2007_007763.jpg";

  private static final Set<String> STAGES = ConcurrentHashMap.newKeySet();
  private static BenchAnalyzer bench;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    bench = BenchAnalyzer.open(1, (stage, nanos) -> STAGES.add(stage));
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void allModelsPassTheirSelfTest() {
    assertEquals(5, bench.selfTests().size());
    assertTrue(bench.selfTests().stream().allMatch(SelfTest.Result::passed));
    assertEquals(
        EnumSet.of(
            Output.POSE, Output.QUALITY, Output.LIVENESS, Output.LIVENESS_GATE, Output.EMBEDDING),
        bench.analyzer().outputs());
  }

  @Test
  void onlyWhatIsWantedIsMeasured() {
    Image image = bench.photo(PORTRAIT);
    STAGES.clear();
    Face bare = bench.faces(image, PictureSpec.COMMON).getFirst();
    assertEquals(Set.of("detect"), STAGES);
    assertNull(bare.pose());
    assertNull(bare.embedding());
    Face posed = bench.analyzer().measure(image, bare, Set.of(Output.POSE));
    Face more = bench.analyzer().measure(image, posed, Set.of(Output.POSE, Output.QUALITY));
    assertSame(posed.pose(), more.pose());
    assertNotNull(more.quality());
  }

  @Test
  void facesComeLargestFirstAndAreLimited() {
    Image image = bench.photo("groups/2009_004587.jpg");
    List<Face> faces = bench.faces(image, PictureSpec.COMMON);
    assertEquals(2, faces.size());
    assertTrue(faces.get(0).box().area() > faces.get(1).box().area());
    Want one = new Want(Set.of(), PictureSpec.COMMON, 1, 20);
    List<Face> largest = bench.analyzer().analyze(image, one);
    assertEquals(1, largest.size());
    assertEquals(faces.getFirst().box().left(), largest.getFirst().box().left(), 5);
    Want huge = new Want(Set.of(), PictureSpec.COMMON, 10, 300);
    assertTrue(bench.analyzer().analyze(image, huge).isEmpty());
    assertTrue(bench.faces(new Image(300, 200, new byte[180_000]), PictureSpec.COMMON).isEmpty());
  }

  @Test
  void theSamePictureGivesTheSameEmbedding() throws Exception {
    Image image = bench.photo(PORTRAIT);
    float[] first = unit(image);
    assertEquals(256, first.length);
    double squares = 0;
    for (float value : first) {
      squares += value * value;
    }
    assertEquals(1, squares, 1e-4);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<float[]>> units =
          IntStream.range(0, 12).mapToObj(i -> threads.submit(() -> unit(image))).toList();
      for (Future<float[]> unit : units) {
        assertArrayEquals(first, unit.get());
      }
    }
  }

  private static float[] unit(Image image) {
    return bench.centralFace(image, Output.EMBEDDING).orElseThrow().embedding().unit();
  }

  @Test
  void aMirroredHeadTurnsTheOtherWay() {
    Image image = bench.photo(TURNED);
    Image mirrored = Pictures.mirrored(image);
    for (Face face : bench.faces(image, PictureSpec.COMMON, Output.POSE)) {
      double centre = image.width() - face.box().left() - face.box().width() / 2;
      Face twin =
          bench.faces(mirrored, PictureSpec.COMMON, Output.POSE).stream()
              .filter(other -> Math.abs(middle(other.box()) - centre) < 5)
              .findFirst()
              .orElseThrow();
      if (Math.abs(face.pose().yaw()) > 15) {
        assertTrue(face.pose().yaw() * twin.pose().yaw() < 0, face.pose() + " " + twin.pose());
      }
      if (Math.abs(face.pose().roll()) > 9) {
        assertTrue(face.pose().roll() * twin.pose().roll() < 0, face.pose() + " " + twin.pose());
      }
    }
    assertTrue(
        bench.faces(image, PictureSpec.COMMON, Output.POSE).stream()
                .filter(face -> face.pose().yaw() < -10)
                .count()
            >= 5,
        "people who look to the left of the picture have a negative yaw");
  }

  private static double middle(Box box) {
    return box.left() + box.width() / 2;
  }

  @Test
  void qualityFollowsThePicture() {
    Image image = bench.photo(PORTRAIT);
    Face face = bench.centralFace(image).orElseThrow();
    double before = -0.01;
    for (double sigma : new double[] {0.4, 2, 4, 7}) {
      double blur = quality(Pictures.blurred(image, sigma), face).quality().blur();
      assertTrue(blur > before, "%.2f at sigma %.1f".formatted(blur, sigma));
      before = blur;
    }
    assertTrue(quality(image, face).quality().blur() < 0.2);
    assertTrue(before > 0.8);
    double light = quality(image, face).quality().illumination();
    double dark = quality(Pictures.lit(image, 0.3), face).quality().illumination();
    assertEquals(0.3 * light, dark, 2);
    assertTrue(quality(image, face).quality().complete());
  }

  private static Face quality(Image image, Face face) {
    return bench.analyzer().measure(image, face, Set.of(Output.QUALITY));
  }

  @Test
  void livenessNeedsSurroundings() {
    Image image = bench.photo(PORTRAIT);
    Face face = bench.centralFace(image, Output.LIVENESS).orElseThrow();
    assertTrue(face.liveness() > 0.5);
    Image tight = Pictures.cropped(image, face.box());
    Face snapped = bench.faces(tight, PictureSpec.SNAP, Output.LIVENESS).getFirst();
    assertNull(snapped.liveness());
  }

  @Test
  void aRoleWithoutFileIsAbsent() throws IOException {
    copy("face_detection_yunet_2026may.onnx");
    assertThrows(ModelRefusedException.class, this::openFolder);
    copy("omz_face-reidentification-retail-0095.onnx");
    copy("MiniFASNetV2.onnx");
    try (Analyzer analyzer = openFolder()) {
      assertEquals(EnumSet.of(Output.QUALITY, Output.EMBEDDING), analyzer.outputs());
    }
    Files.write(folder.resolve("MiniFASNetV2.onnx"), new byte[1_743_561]);
    assertThrows(ModelRefusedException.class, this::openFolder);
  }

  private void copy(String file) throws IOException {
    Files.write(folder.resolve(file), Files.readAllBytes(Shared.models().resolve(file)));
  }

  private Analyzer openFolder() {
    return Analyzer.open(
        VisionConfig.defaults(folder), BenchAnalyzer.catalog(),
        Engines.only(new OnnxEngine(1)), StageTimer.NONE);
  }
}
