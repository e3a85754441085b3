package io.facegate.bench;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.facegate.face.Box;
import io.facegate.face.Image;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** What tests and benches do to pictures. */
public final class Pictures {
  private Pictures() {}

  /** The part of a picture inside a box. */
  public static Image cropped(Image image, Box box) {
    int left = (int) Math.max(0, box.left());
    int top = (int) Math.max(0, box.top());
    int width = (int) Math.min(image.width(), box.right()) - left;
    int height = (int) Math.min(image.height(), box.bottom()) - top;
    byte[] pixels = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      int from = 3 * ((top + y) * image.width() + left);
      System.arraycopy(image.bgr(), from, pixels, 3 * y * width, 3 * width);
    }
    return new Image(width, height, pixels);
  }

  /** Left and right exchanged. */
  public static Image mirrored(Image image) {
    byte[] pixels = new byte[image.bgr().length];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int from = 3 * (y * image.width() + x);
        int to = 3 * (y * image.width() + image.width() - 1 - x);
        System.arraycopy(image.bgr(), from, pixels, to, 3);
      }
    }
    return new Image(image.width(), image.height(), pixels);
  }

  /** Brightness multiplied. */
  public static Image lit(Image image, double factor) {
    byte[] pixels = new byte[image.bgr().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.min(255, Math.round((image.bgr()[i] & 0xFF) * factor));
    }
    return new Image(image.width(), image.height(), pixels);
  }

  /** Blurred by a Gaussian. */
  public static Image blurred(Image image, double sigmaPx) {
    try (Mat sharp = mat(image);
        Mat soft = new Mat();
        Size automatic = new Size(0, 0)) {
      GaussianBlur(sharp, soft, automatic, sigmaPx);
      return image(soft);
    }
  }

  /** Scaled to fit a frame, the rest black. */
  public static Image framed(Image image, int width, int height) {
    double scale = Math.min((double) width / image.width(), (double) height / image.height());
    int innerWidth = (int) (image.width() * scale);
    int innerHeight = (int) (image.height() * scale);
    try (Mat original = mat(image);
        Mat scaled = new Mat();
        Mat framed = new Mat();
        Size size = new Size(innerWidth, innerHeight);
        Scalar black = new Scalar(0.0)) {
      resize(original, scaled, size, 0, 0, INTER_LINEAR);
      int right = width - innerWidth;
      int bottom = height - innerHeight;
      copyMakeBorder(scaled, framed, 0, bottom, 0, right, BORDER_CONSTANT, black);
      return image(framed);
    }
  }

  /** Encoded; the suffix says how, as .jpg, .png or .bmp. */
  public static byte[] encoded(Image image, String suffix) {
    try (Mat mat = mat(image);
        BytePointer buffer = new BytePointer()) {
      if (!imencode(suffix, mat, buffer)) {
        throw new IllegalStateException("no encoder for " + suffix);
      }
      byte[] bytes = new byte[(int) buffer.limit()];
      buffer.get(bytes);
      return bytes;
    }
  }

  /** A copy in native memory. */
  static Mat mat(Image image) {
    try (BytePointer pixels = new BytePointer(image.bgr());
        Mat view = new Mat(image.height(), image.width(), CV_8UC3, pixels)) {
      return view.clone();
    }
  }

  private static Image image(Mat mat) {
    byte[] pixels = new byte[3 * mat.cols() * mat.rows()];
    mat.data().get(pixels);
    return new Image(mat.cols(), mat.rows(), pixels);
  }
}
