package io.facegate.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
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
    try (BytePointer pixels = new BytePointer(image.bgr());
        Mat picture = new Mat(image.height(), image.width(), CV_8UC3, pixels);
        Rect place =
            new Rect(
                (int) part.left(), (int) part.top(), (int) part.width(), (int) part.height());
        Mat cut = new Mat(picture, place);
        Size size = new Size(width, height);
        Mat small = new Mat();
        IntPointer settings = new IntPointer(IMWRITE_JPEG_QUALITY, QUALITY);
        BytePointer file = new BytePointer()) {
      resize(cut, small, size, 0, 0, width < part.width() ? INTER_AREA : INTER_LINEAR);
      if (!imencode(".jpg", small, file, settings)) {
        throw new IllegalStateException("no encoder for JPEG");
      }
      byte[] bytes = new byte[Math.toIntExact(file.limit())];
      file.get(bytes);
      return bytes;
    }
  }
}
