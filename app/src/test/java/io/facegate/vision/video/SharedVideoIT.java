package io.facegate.vision.video;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.facegate.testing.Shared;
import io.facegate.vision.StageTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Videos that FFmpeg's own writer made, on the way from a camera. */
class SharedVideoIT {
  private static final VideoDecoder DECODER =
      new VideoDecoder(VideoLimits.defaults(), StageTimer.NONE);

  @Test
  void everyFrameOfAFilmIsDecoded() throws IOException {
    byte[] file = Files.readAllBytes(Shared.path("faces/video/head-pose-male.mp4"));
    VideoDecoder.Video video = DECODER.open(file);
    assertEquals(65, video.frames());
    assertEquals(5.2, video.length().toMillis() / 1000.0, 0.05);
    List<VideoFrame> frames = new ArrayList<>();
    DECODER.pictures(video, 1000, frames::add);
    assertEquals(65, frames.size());
    assertEquals(480, frames.getFirst().image().width());
    assertEquals(270, frames.getFirst().image().height());
  }
}
