package io.facegate.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.core.Control;
import io.facegate.core.EnrollCommand;
import io.facegate.core.EnrollMode;
import io.facegate.core.FaceEvent;
import io.facegate.core.FaceServiceConfig;
import io.facegate.core.ImageRef;
import io.facegate.core.LocalFaceService;
import io.facegate.core.Probe;
import io.facegate.core.ScoreScale;
import io.facegate.face.PersonKey;
import io.facegate.face.PictureSpec;
import io.facegate.gallery.GalleryConfig;
import io.facegate.gallery.GalleryLimits;
import io.facegate.gallery.StoredGallery;
import io.facegate.gallery.rocks.RocksStore;
import io.facegate.inference.ModelRole;
import io.facegate.inference.Engines;
import io.facegate.inference.onnx.OnnxEngine;
import io.facegate.pack.ModelCatalogReader;
import io.facegate.search.Kernels;
import io.facegate.testing.Await;
import io.facegate.testing.Shared;
import io.facegate.vision.Analyzer;
import io.facegate.vision.DecodeLimits;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.StageTimer;
import io.facegate.vision.VisionConfig;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real people in a real stream, found by the real models: each visit is told once. */
class CameraRecognitionIT {
  private static final int RATE = 10;
  private static final int PHOTOS_MIN = 4;

  private final Witness witness = new Witness();
  private int frameCount;

  /** Somebody of the shared photos; the last photo is shown, the others are enrolled. */
  private record Model(String name, List<Path> photos) {
    BufferedImage shown() throws IOException {
      return ImageIO.read(photos.getLast().toFile());
    }
  }

  private static List<Model> models() throws IOException {
    List<Model> models = new ArrayList<>();
    try (Stream<Path> folders = Files.list(Shared.path("faces/lfw"))) {
      for (Path folder : folders.sorted().toList()) {
        try (Stream<Path> photos = Files.list(folder)) {
          List<Path> sorted = photos.sorted().toList();
          if (sorted.size() >= PHOTOS_MIN) {
            models.add(new Model(folder.getFileName().toString(), sorted));
          }
        }
      }
    }
    return models;
  }

  private void show(Path folder, double seconds, BufferedImage... people) throws IOException {
    for (int i = 0; i < seconds * RATE; i++) {
      BufferedImage frame = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
      Graphics2D canvas = frame.createGraphics();
      canvas.setColor(new Color(90, 110, 120));
      canvas.fillRect(0, 0, 640, 480);
      for (int person = 0; person < people.length; person++) {
        canvas.drawImage(people[person], 20 + 320 * person + i % 20, 100, null);
      }
      canvas.dispose();
      ImageIO.write(frame, "jpg", folder.resolve("%03d.jpg".formatted(frameCount++)).toFile());
    }
  }

  private static ScoreScale scale() {
    List<ScoreScale.Anchor> anchors =
        ModelCatalogReader.builtIn().cards(ModelRole.FACE_EMBEDDER).getFirst().scoreScale().stream()
            .map(point -> new ScoreScale.Anchor(point.cosine(), point.score()))
            .toList();
    return new ScoreScale(anchors);
  }

  private static LocalFaceService service(Analyzer analyzer, StoredGallery gallery) {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults(), StageTimer.NONE);
    return new LocalFaceService(
        analyzer,
        decoder::decode,
        address -> new byte[0],
        gallery,
        scale(),
        new Witness(),
        FaceServiceConfig.defaults());
  }

  @Test
  void eachVisitIsToldOnce(@TempDir Path folder) throws IOException {
    List<Model> models = models();
    Path frames = Files.createDirectory(folder.resolve("frames"));
    BufferedImage first = models.get(0).shown();
    BufferedImage second = models.get(1).shown();
    show(frames, 2, first);
    show(frames, 1);
    show(frames, 1, first);
    show(frames, 1);
    show(frames, 3, models.get(2).shown());
    show(frames, 3, second, first);
    show(frames, 1);
    VisionConfig vision = VisionConfig.defaults(Shared.models());
    try (Engines engines = Engines.only(new OnnxEngine(1));
        Analyzer analyzer =
            Analyzer.open(vision, ModelCatalogReader.builtIn(), engines, StageTimer.NONE);
        StoredGallery gallery =
            new StoredGallery(
                RocksStore.open(GalleryConfig.defaults(folder.resolve("gallery"))),
                GalleryLimits.defaults(),
                analyzer.embeddingModelId(),
                Kernels.choose(),
                1,
                Clock.systemUTC());
        LocalFaceService service = service(analyzer, gallery)) {
      enroll(service, models.get(0));
      enroll(service, models.get(1));
      watch(service, frames, models);
    }
  }

  private static void enroll(LocalFaceService service, Model model) throws IOException {
    for (Path photo : model.photos().subList(0, model.photos().size() - 1)) {
      ImageRef picture = new ImageRef.Bytes(Files.readAllBytes(photo));
      service.enroll(
          new EnrollCommand(
              new PersonKey("default", "staff", model.name()),
              new Probe(picture, PictureSpec.COMMON, Control.NONE, Control.NONE),
              null,
              EnrollMode.APPEND));
    }
  }

  private void watch(LocalFaceService service, Path frames, List<Model> models)
      throws IOException {
    try (RtspServer server =
            new RtspServer(frames, 0, "--rate", Integer.toString(RATE));
        Cameras cameras =
            new Cameras(
                service,
                witness,
                List.of(
                    CameraConfig.of(
                        "gate", SourceConfig.Rtsp.of(server.address()), List.of("staff"))),
                InstantSource.system())) {
      cameras.start();
      String known = "BEGIN " + models.get(0).name();
      String other = "BEGIN " + models.get(1).name();
      Set<String> expected = Set.of(known, "BEGIN ?", other);
      Await.until(
          Duration.ofSeconds(60), () -> witness.story().containsAll(expected), "three visits");
      long seen = cameras.stats().get("gate").framesAnalysed();
      Await.until(
          Duration.ofSeconds(60),
          () -> cameras.stats().get("gate").framesAnalysed() > seen + 3L * RATE,
          "three more seconds");
      assertEquals(expected.size(), witness.events.size(), witness.story().toString());
      assertEquals(
          expected.size(),
          witness.events.stream().map(FaceEvent::visitId).distinct().count());
      assertTrue(cameras.stats().get("gate").looks() > 3);
    }
  }
}
