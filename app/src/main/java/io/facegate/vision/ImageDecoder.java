package io.facegate.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.Image;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Turns the bytes of a JPEG, PNG or BMP into pixels, under limits that are checked before a pixel
 * is allocated. A turn written in EXIF is carried out; transparency is dropped; 16 bits become 8.
 */
public final class ImageDecoder {
  private final DecodeLimits limits;
  private final StageTimer timer;

  /** A decoder; any number of threads may use it. */
  public ImageDecoder(DecodeLimits limits, StageTimer timer) {
    this.limits = limits;
    this.timer = timer;
  }

  /**
   * Decodes a picture.
   *
   * @throws FaceException IMAGE_TOO_LARGE over a limit, IMAGE_KIND_REFUSED for a picture of another
   *     kind, IMAGE_UNREADABLE for bytes that are no whole picture
   */
  public Image decode(byte[] bytes) {
    PictureHeader header = header(bytes);
    long start = System.nanoTime();
    Image image = pixels(bytes, header);
    timer.took("decode", System.nanoTime() - start);
    return image;
  }

  /** How many pixels a picture has by its header; fails as {@link #decode}. */
  public long pixels(byte[] bytes) {
    PictureHeader header = header(bytes);
    return (long) header.width() * header.height();
  }

  private PictureHeader header(byte[] bytes) {
    if (bytes.length > limits.bytesMax()) {
      throw tooLarge("%d bytes".formatted(bytes.length));
    }
    PictureHeader header = PictureHeader.read(bytes);
    if (header.width() < 1 || header.height() < 1) {
      throw PictureHeader.unreadable("picture without pixels");
    }
    if (Math.max(header.width(), header.height()) > limits.sidePxMax()
        || (long) header.width() * header.height() > limits.pixelsMax()) {
      throw tooLarge("%d x %d pixels".formatted(header.width(), header.height()));
    }
    return header;
  }

  private static FaceException tooLarge(String what) {
    return new FaceException(FaceFailure.IMAGE_TOO_LARGE, what);
  }

  private static Image pixels(byte[] bytes, PictureHeader header) {
    try (BytePointer file = new BytePointer(bytes);
        Mat packed = new Mat(1, header.length(), CV_8UC1, file);
        Mat decoded = imdecode(packed, IMREAD_COLOR)) {
      if (decoded.empty() || decoded.type() != CV_8UC3 || !decoded.isContinuous()) {
        throw PictureHeader.unreadable("%s cannot be decoded".formatted(header.format()));
      }
      int width = decoded.cols();
      int height = decoded.rows();
      if ((long) width * height != (long) header.width() * header.height()) {
        throw PictureHeader.unreadable("%s contradicts itself".formatted(header.format()));
      }
      byte[] bgr = new byte[3 * width * height];
      decoded.data().get(bgr);
      return new Image(width, height, bgr);
    } catch (RuntimeException failure) {
      if (failure instanceof FaceException known) {
        throw known;
      }
      throw new FaceException(
          FaceFailure.IMAGE_UNREADABLE, "%s cannot be decoded".formatted(header.format()), failure);
    }
  }
}
