package io.facegate.vision.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.Image;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Turns decoded frames of any format and size into pictures; keeps its buffers between frames. For
 * one thread at a time.
 */
public final class FramePixels implements AutoCloseable {
  /* The scaler writes whole vectors, and so a little over the end of the last row. */
  private static final int SLACK_BYTES = 64;
  private static final int ONE = 1 << 16;

  private final IntPointer strides = new IntPointer(4);
  private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
  private @Nullable SwsContext scaler;
  private BytePointer buffer = new BytePointer();

  /**
   * Copies a frame out as a picture no wider than allowed.
   *
   * @throws FaceException IMAGE_UNREADABLE for a format that cannot be converted
   */
  public Image convert(AVFrame frame, int widthPxMax) {
    int width = Math.min(frame.width(), widthPxMax);
    return convert(
        frame, width, Math.max(1, Math.round((float) frame.height() * width / frame.width())));
  }

  /**
   * Copies a frame out as a picture of a size.
   *
   * @throws FaceException IMAGE_UNREADABLE for a format that cannot be converted
   */
  Image convert(AVFrame frame, int width, int height) {
    prepare(frame, width, height);
    sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
    byte[] pixels = new byte[width * height * 3];
    buffer.get(pixels);
    return new Image(width, height, pixels);
  }

  private void prepare(AVFrame frame, int width, int height) {
    SwsContext before = scaler;
    scaler =
        sws_getCachedContext(
            before == null ? new SwsContext(null) : before,
            frame.width(), frame.height(), frame.format(),
            width, height, AV_PIX_FMT_BGR24, SWS_BILINEAR,
            null, null, (DoublePointer) null);
    if (scaler == null || scaler.isNull()) {
      scaler = null;
      throw new FaceException(
          FaceFailure.IMAGE_UNREADABLE, "frames of this format cannot be converted");
    }
    if (frame.color_range() == AVCOL_RANGE_JPEG) {
      IntPointer table = sws_getCoefficients(SWS_CS_ITU601);
      sws_setColorspaceDetails(scaler, table, 1, table, 1, 0, ONE, ONE);
    }
    long bytes = 3L * width * height + SLACK_BYTES;
    if (buffer.capacity() < bytes) {
      buffer.deallocate();
      buffer = new BytePointer(bytes);
    }
    planes.put(0, buffer);
    strides.put(0, width * 3);
  }

  @Override
  public void close() {
    if (scaler != null) {
      sws_freeContext(scaler);
      scaler = null;
    }
    buffer.deallocate();
    planes.deallocate();
    strides.deallocate();
  }
}
