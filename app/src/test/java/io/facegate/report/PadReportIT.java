package io.facegate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.bench.BenchAnalyzer;
import io.facegate.core.ScoreScale;
import io.facegate.core.VideoLiveness;
import io.facegate.core.VideoVerdict;
import io.facegate.face.Image;
import io.facegate.testing.Mp4Maker;
import io.facegate.testing.Shared;
import io.facegate.vision.DecodeLimits;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.StageTimer;
import io.facegate.vision.video.VideoDecoder;
import io.facegate.vision.video.VideoLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The liveness check on development photos and films, and on a photo that is shown as a film. */
class PadReportIT {
  private static final String PHOTO = "faces/lfw/Madonna/Madonna_0001.jpg";
  private static BenchAnalyzer bench;
  private static Pack pack;

  @TempDir private Path root;

  @BeforeAll
  static void open() {
    bench = BenchAnalyzer.open(1, StageTimer.NONE);
    ScoreScale scale =
        new ScoreScale(
            BenchAnalyzer.catalog()
                .byModelId(bench.analyzer().embeddingModelId())
                .orElseThrow()
                .scoreScale()
                .stream()
                .map(point -> new ScoreScale.Anchor(point.cosine(), point.score()))
                .toList());
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults(), StageTimer.NONE);
    pack = new Pack(bench.analyzer(), decoder, scale, BenchAnalyzer.FACE_PX_MIN);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static byte[] shownPhoto() throws IOException {
    Image photo = pack.decoder().decode(Files.readAllBytes(Shared.path(PHOTO)));
    return Mp4Maker.pictures(10, 30, i -> photo);
  }

  private static VideoVerdict judge(byte[] film) {
    VideoDecoder decoder = new VideoDecoder(VideoLimits.defaults(), StageTimer.NONE);
    return new VideoLiveness(pack.analyzer(), decoder, pack.scale()).judge(film);
  }

  @Test
  void aPhotoThatIsShownAsAFilmIsNotAlive() throws IOException {
    VideoVerdict verdict = judge(shownPhoto());
    assertEquals(0, verdict.score());
    assertTrue(verdict.pictures().getFirst().score() > 0.5, "its pictures by themselves");
  }

  @Test
  void ofTwoPeopleOneIsFollowed() throws IOException {
    VideoVerdict verdict =
        judge(Files.readAllBytes(Shared.path("faces/video/head-pose-female-and-male.mp4")));
    assertEquals(8, verdict.pictures().size());
  }

  @Test
  void photosAndFilmsAreReportedApart() throws Exception {
    Path living = Files.createDirectories(root.resolve("bona-fide"));
    Path shown = Files.createDirectories(root.resolve("attack/shown"));
    try (Stream<Path> photos = Files.list(Shared.path("faces/lfw/George_W_Bush"))) {
      for (Path photo : photos.toList()) {
        Files.copy(photo, living.resolve(photo.getFileName().toString()));
      }
    }
    Files.write(shown.resolve("photo.mp4"), shownPhoto());
    PadReport report =
        PadReport.measure(pack, PadFolder.list(root), List.of(), Progress.NONE);
    assertEquals(0, report.faults().size());
    PadFigures common = report.figures().getFirst();
    assertEquals(0, common.bonaFideSilent().hits());
    assertEquals(List.of(), common.attacks());
    PadFigures video = report.figures().getLast();
    assertEquals(PadCheck.VIDEO, video.check());
    assertEquals(new Share(0, 1), video.lines().getFirst().passed().getFirst());
    assertEquals(0, video.bonaFideSilent().of());
  }
}
