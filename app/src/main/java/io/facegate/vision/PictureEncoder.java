package io.facegate.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import io.facegate.face.Image;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Turns pixels into the bytes of a JPEG. */
public final class PictureEncoder {
  private static final int QUALITY = 92;

  private PictureEncoder() {}

  /** A picture as JPEG; runs in native code on the caller's thread. */
  public static byte[] jpeg(Image image) {
    try (BytePointer pixels = new BytePointer(image.bgr());
        Mat mat = new Mat(image.height(), image.width(), CV_8UC3, pixels);
        IntPointer options = new IntPointer(IMWRITE_JPEG_QUALITY, QUALITY);
        BytePointer file = new BytePointer()) {
      if (!imencode(".jpg", mat, file, options)) {
        throw new IllegalStateException("a picture cannot be written as JPEG");
      }
      byte[] bytes = new byte[Math.toIntExact(file.limit())];
      file.get(bytes);
      return bytes;
    }
  }
}
