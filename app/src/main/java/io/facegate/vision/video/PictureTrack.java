package io.facegate.vision.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.Image;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** The pictures of a video while they are decoded; for one thread at a time. */
final class PictureTrack implements AutoCloseable {
  /* AV_FRAME_FLAG_CORRUPT, which the bindings leave out. */
  private static final int DAMAGED = 1;

  private static final int ROW_ALIGNMENT = 64;
  private static final int ROWS_ALIGNMENT = 32;

  /* Beyond, the shape of a pixel is a mistake. */
  private static final double PIXEL_SHAPE_MAX = 4;

  private final ByteBuffer data;
  private final Mp4Track track;
  private final VideoLimits limits;
  private final NativeDecoder decoder;
  private final FramePixels pixels = new FramePixels();
  private long spentNanos;
  private int seen;
  private int handedOn;

  private PictureTrack(
      ByteBuffer data, Mp4Track track, VideoLimits limits, NativeDecoder decoder) {
    this.data = data;
    this.track = track;
    this.limits = limits;
    this.decoder = decoder;
  }

  static PictureTrack open(ByteBuffer data, Mp4Track track, VideoLimits limits) {
    long pixelsMax = Math.max(limits.pixelsMax(), paddedPixels(track));
    NativeDecoder decoder =
        NativeDecoder.open(
            AV_CODEC_ID_H264, track.config(), codec -> codec.max_pixels(pixelsMax));
    return new PictureTrack(data, track, limits, decoder);
  }

  /* FFmpeg counts what it stores: rows as long as its vectors, rows of macroblocks in pairs. */
  private static long paddedPixels(Mp4Track track) {
    return (long) padded(track.width(), ROW_ALIGNMENT) * padded(track.height(), ROWS_ALIGNMENT);
  }

  private static int padded(int side, int alignment) {
    return (side + alignment - 1) / alignment * alignment;
  }

  /** Time in native code and in copying pictures. */
  long spentNanos() {
    return spentNanos;
  }

  void decode(int picturesMax, Consumer<VideoFrame> consumer) {
    Mp4Samples samples = track.samples();
    int wanted = Math.min(picturesMax, samples.count());
    for (int i = 0; i <= samples.count() && handedOn < wanted; i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new FaceException(FaceFailure.OVERLOADED, "the service is stopping");
      }
      long start = System.nanoTime();
      if (i < samples.count()) {
        decoder.feed(data, samples.offset(i), samples.size(i));
      } else {
        decoder.finish();
      }
      spend(start);
      drain(wanted, consumer);
    }
    if (handedOn == 0) {
      throw Mp4Box.unreadable("not one picture can be decoded");
    }
  }

  private void drain(int wanted, Consumer<VideoFrame> consumer) {
    long start = System.nanoTime();
    while (handedOn < wanted && decoder.next()) {
      /* The next one wanted is passed over to the one behind when it is damaged. */
      if (seen >= place(wanted) && isWhole(decoder.frame())) {
        VideoFrame frame = new VideoFrame(track.position(seen), upright(decoder.frame()));
        handedOn++;
        spend(start);
        consumer.accept(frame);
        start = System.nanoTime();
      }
      seen++;
    }
    spend(start);
  }

  private long place(int wanted) {
    return (long) handedOn * track.samples().count() / wanted;
  }

  private void spend(long sinceNanos) {
    spentNanos += System.nanoTime() - sinceNanos;
    if (spentNanos > limits.decodeTimeMax().toNanos()) {
      throw new FaceException(
          FaceFailure.IMAGE_TOO_LARGE, "the video takes too long to decode");
    }
  }

  private static boolean isWhole(AVFrame frame) {
    return frame.decode_error_flags() == 0 && (frame.flags() & DAMAGED) == 0;
  }

  private Image upright(AVFrame frame) {
    double width = frame.width() * pixelShape(frame.sample_aspect_ratio());
    double scale = Math.min(1, limits.sidePxMax() / Math.max(width, frame.height()));
    Image picture = pixels.convert(frame, side(scale * width), side(scale * frame.height()));
    return turned(picture, track.quarterTurns());
  }

  private static int side(double pixels) {
    return Math.max(1, (int) Math.round(pixels));
  }

  /** How wide a pixel is to be shown, over its height; 1 where nothing is said, or no sense. */
  private static double pixelShape(AVRational shape) {
    double told = (double) shape.num() / shape.den();
    return told >= 1 / PIXEL_SHAPE_MAX && told <= PIXEL_SHAPE_MAX ? told : 1;
  }

  private static Image turned(Image image, int quarterTurns) {
    Image turned = image;
    for (int i = 0; i < quarterTurns; i++) {
      turned = turnedOnce(turned);
    }
    return turned;
  }

  /* Clockwise: what was the bottom row becomes the first of each row. */
  private static Image turnedOnce(Image image) {
    int width = image.width();
    int height = image.height();
    byte[] from = image.bgr();
    byte[] to = new byte[from.length];
    int at = 0;
    for (int x = 0; x < width; x++) {
      for (int y = height - 1; y >= 0; y--) {
        int place = 3 * (y * width + x);
        to[at] = from[place];
        to[at + 1] = from[place + 1];
        to[at + 2] = from[place + 2];
        at += 3;
      }
    }
    int turnedWidth = height;
    int turnedHeight = width;
    return new Image(turnedWidth, turnedHeight, to);
  }

  @Override
  public void close() {
    pixels.close();
    decoder.close();
  }
}
