package io.facegate.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.facegate.face.Box;
import io.facegate.face.Image;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** Makes small JPEGs of parts of pictures, for people to look at. */
public final class Thumbnails {
  private static final int QUALITY = 85;

  private Thumbnails() {}

  /**
   * A part of a picture, stretched to a size.
   *
   * @param part inside the picture, in whole pixels
   * @return the bytes of a JPEG
   */
  public static byte[] jpeg(Image image, Box part, int width, int height) {
    try (IntPointer settings = new IntPointer(IMWRITE_JPEG_QUALITY, QUALITY)) {
      return encoded(image, part, width, height, ".jpg", settings);
    }
  }

  /** As the other, of a quality of 1 to 100, and with all of the colours. */
  static byte[] fineJpeg(Image image, Box part, int width, int height, int quality) {
    try (IntPointer settings =
        new IntPointer(
            IMWRITE_JPEG_QUALITY,
            quality,
            IMWRITE_JPEG_SAMPLING_FACTOR,
            IMWRITE_JPEG_SAMPLING_FACTOR_444)) {
      return encoded(image, part, width, height, ".jpg", settings);
    }
  }

  /** As the others, without loss. */
  static byte[] png(Image image, Box part, int width, int height) {
    try (IntPointer settings = new IntPointer(0)) {
      return encoded(image, part, width, height, ".png", settings);
    }
  }

  private static byte[] encoded(
      Image image, Box part, int width, int height, String kind, IntPointer settings) {
    try (BytePointer pixels = new BytePointer(image.bgr());
        Mat picture = new Mat(image.height(), image.width(), CV_8UC3, pixels);
        Rect place =
            new Rect(
                (int) part.left(), (int) part.top(), (int) part.width(), (int) part.height());
        Mat cut = new Mat(picture, place);
        Size size = new Size(width, height);
        Mat small = new Mat();
        BytePointer file = new BytePointer()) {
      resize(cut, small, size, 0, 0, width < part.width() ? INTER_AREA : INTER_LINEAR);
      if (!imencode(kind, small, file, settings)) {
        throw new IllegalStateException("no encoder for " + kind);
      }
      byte[] bytes = new byte[Math.toIntExact(file.limit())];
      file.get(bytes);
      return bytes;
    }
  }
}
