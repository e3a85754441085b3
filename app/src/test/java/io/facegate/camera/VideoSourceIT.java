package io.facegate.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Image;
import io.facegate.testing.Await;
import io.facegate.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Video files, decoded by the real FFmpeg. */
class VideoSourceIT {
  private static final String MAN = "head-pose-male.mp4";
  private static final int FRAMES_OF_MAN = 65;

  private final FakeFaceService service = new FakeFaceService();
  private final Witness witness = new Witness();

  private Cameras cameras(SourceConfig source) {
    CameraConfig config =
        CameraConfig.of("film", source, List.of("staff"))
            .with(
                new ReconnectConfig(
                    Duration.ofMillis(20), Duration.ofSeconds(30), Duration.ofSeconds(10)));
    return new Cameras(service, witness, List.of(config), InstantSource.system());
  }

  private static SourceConfig.VideoFile fast(Path folder, String file, double framesPerSecond) {
    return new SourceConfig.VideoFile(folder, file, false, false, framesPerSecond, 1920);
  }

  private CameraStats play(SourceConfig source, int analysedMin) {
    try (Cameras cameras = cameras(source)) {
      cameras.start();
      Await.until(
          Duration.ofSeconds(20),
          () -> witness.details("film").contains("the source has ended"),
          "the end of the film");
      Await.until(
          Duration.ofSeconds(5),
          () -> cameras.stats().get("film").framesAnalysed() >= analysedMin,
          "frames looked at");
      return cameras.stats().get("film");
    }
  }

  @Test
  void everyFrameOfAFileIsSeenOnce() {
    CameraStats stats = play(fast(Shared.path("faces/video"), MAN, 60), FRAMES_OF_MAN - 1);
    assertEquals(FRAMES_OF_MAN, stats.framesReceived());
    assertEquals(FRAMES_OF_MAN, (double) stats.framesAnalysed(), 1);
    assertEquals(0, stats.framesDropped());
  }

  @Test
  void framesAreThinned() {
    CameraStats stats = play(fast(Shared.path("faces/video"), MAN, 5), 24);
    assertEquals(FRAMES_OF_MAN, stats.framesReceived());
    assertEquals(26, (double) stats.framesAnalysed(), 2);
  }

  @Test
  void picturesAreUprightAndScaledAndInColour() throws Exception {
    List<Image> images = new CopyOnWriteArrayList<>();
    Path file = Shared.path("faces/video/" + MAN);
    try (NativeInterrupts.Guard guard = new NativeInterrupts.Guard()) {
      guard.allow(Duration.ofSeconds(10).toNanos());
      try (VideoStream stream = VideoStream.open("file:" + file, Map.of(), false, guard)) {
        assertTrue(stream.next());
        images.add(stream.picture(1920));
        images.add(stream.picture(240));
      }
    }
    assertEquals(480, images.get(0).width());
    assertEquals(270, images.get(0).height());
    assertEquals(240, images.get(1).width());
    assertEquals(135, images.get(1).height());
    double[] large = mean(images.get(0));
    double[] small = mean(images.get(1));
    for (int channel = 0; channel < 3; channel++) {
      assertTrue(large[channel] > 10 && large[channel] < 245);
      assertEquals(large[channel], small[channel], 3);
    }
  }

  private static double[] mean(Image image) {
    double[] mean = new double[3];
    for (int i = 0; i < image.bgr().length; i++) {
      mean[i % 3] += (image.bgr()[i] & 0xFF) * 3.0 / image.bgr().length;
    }
    return mean;
  }

  @Test
  void filesOutsideTheFolderAreRefused(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("films"));
    Files.copy(Shared.path("faces/video/" + MAN), folder.resolve("secret.mp4"));
    complains(
        fast(folder.resolve("films"), "../secret.mp4", 10),
        "not a file inside the video folder: ../secret.mp4");
  }

  @Test
  void whatIsNoVideoIsReportedAndTriedAgain(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("film.mp4"), "no film");
    complains(fast(folder, "film.mp4", 10), "Invalid data found when processing input");
    complains(fast(folder, "absent.mp4", 10), "there is no video file absent.mp4");
  }

  private void complains(SourceConfig source, String complaint) {
    try (Cameras cameras = cameras(source)) {
      cameras.start();
      Await.until(
          Duration.ofSeconds(10), () -> witness.details("film").contains(complaint), complaint);
      Await.until(
          Duration.ofSeconds(10),
          () -> cameras.stats().get("film").reconnects() > 2,
          "further tries");
    }
  }
}
