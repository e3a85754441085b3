package io.facegate.vision.video;

import io.facegate.vision.StageTimer;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Turns the bytes of an MP4 of H.264 into pictures; its sound is passed over. Only FFmpeg's
 * decoder sees what is in the file; the file itself is read by {@link Mp4File}. Nothing is written
 * anywhere, and nothing but these bytes is read.
 *
 * <p>Calls run in native code on the caller's thread, which is to be a bounded platform thread. Any
 * number of them may use one decoder.
 */
public final class VideoDecoder {
  private final VideoLimits limits;
  private final StageTimer timer;

  /** A decoder under limits. */
  public VideoDecoder(VideoLimits limits, StageTimer timer) {
    this.limits = limits;
    this.timer = timer;
  }

  /**
   * A video whose header was found to be in order; nothing of it is decoded yet.
   *
   * @param length how long it plays
   * @param frames how many pictures it has
   * @param pixels of one of them
   */
  public record Video(Duration length, int frames, long pixels, Mp4Content content) {}

  /** What was found in a file; means something to its decoder only. */
  public static final class Mp4Content {
    private final Mp4File file;

    private Mp4Content(Mp4File file) {
      this.file = file;
    }
  }

  /**
   * Reads the header of a file.
   *
   * @throws io.facegate.face.FaceException IMAGE_KIND_REFUSED for what is no MP4 of H.264,
   *     IMAGE_TOO_LARGE over a limit, IMAGE_UNREADABLE for a file that is broken, cut off or
   *     without pictures
   */
  public Video open(byte[] bytes) {
    Mp4File file = Mp4File.read(bytes, limits);
    Mp4Track pictures = file.pictures();
    return new Video(
        pictures.length(),
        pictures.samples().count(),
        (long) pictures.width() * pictures.height(),
        new Mp4Content(file));
  }

  /**
   * Decodes the pictures, and hands on some of them, spread evenly, in their order. A picture that
   * was decoded with errors is passed over.
   *
   * @param picturesMax how many to hand on
   * @throws io.facegate.face.FaceException IMAGE_UNREADABLE when none can be decoded, also because
   *     they are larger than the header says and than is allowed; IMAGE_TOO_LARGE when decoding
   *     takes too long; OVERLOADED when the thread is interrupted
   */
  public void pictures(Video video, int picturesMax, Consumer<VideoFrame> consumer) {
    Mp4File file = video.content().file;
    try (PictureTrack track = PictureTrack.open(file.data(), file.pictures(), limits)) {
      track.decode(picturesMax, consumer);
      timer.took("video", track.spentNanos());
    }
  }
}
