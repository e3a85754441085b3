package io.facegate.bench;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_dnn.blobFromImage;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromONNX;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import io.facegate.face.Point;
import io.facegate.inference.CropSpec.TemplatePoint;
import io.facegate.inference.ModelCard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_dnn.Net;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;

/** The same task written on OpenCV alone, the way its documentation shows. */
final class OpenCvPipeline implements AutoCloseable {
  private final FaceDetectorYN detector;
  private final Net embedder;
  private final ModelCard card;
  private final double scaleSideMax;

  /**
   * A pipeline.
   *
   * @param detectionSideMax the photo is detected on at this long side at most
   */
  OpenCvPipeline(Path models, ModelCard detectorCard, ModelCard card, double detectionSideMax) {
    this.card = card;
    this.scaleSideMax = detectionSideMax;
    try (Size any = new Size(320, 320)) {
      String file = models.resolve(detectorCard.file()).toString();
      this.detector = FaceDetectorYN.create(file, "", any, 0.6f, 0.3f, 5000, 0, 0);
    }
    this.embedder = readNetFromONNX(models.resolve(card.file()).toString());
  }

  /** Embeddings of all faces of an encoded photo. */
  List<float[]> embeddings(byte[] file) {
    List<float[]> embeddings = new ArrayList<>();
    try (BytePointer bytes = new BytePointer(file);
        Mat packed = new Mat(1, file.length, CV_8UC1, bytes);
        Mat photo = imdecode(packed, IMREAD_COLOR);
        Mat faces = new Mat()) {
      double scale = detect(photo, faces);
      if (faces.rows() == 0) {
        return embeddings;
      }
      try (FloatIndexer rows = faces.createIndexer()) {
        for (int face = 0; face < faces.rows(); face++) {
          embeddings.add(embed(photo, points(rows, face, scale)));
        }
      }
    }
    return embeddings;
  }

  private double detect(Mat photo, Mat faces) {
    double scale = Math.min(1, scaleSideMax / Math.max(photo.cols(), photo.rows()));
    try (Size size = new Size((int) (photo.cols() * scale), (int) (photo.rows() * scale));
        Mat scaled = new Mat()) {
      detector.setInputSize(size);
      if (scale < 1) {
        org.bytedeco.opencv.global.opencv_imgproc.resize(photo, scaled, size);
        detector.detect(scaled, faces);
      } else {
        detector.detect(photo, faces);
      }
    }
    return scale;
  }

  private static List<Point> points(FloatIndexer rows, int face, double scale) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      points.add(
          new Point(rows.get(face, 4 + 2 * i) / scale, rows.get(face, 5 + 2 * i) / scale));
    }
    return points;
  }

  private float[] embed(Mat photo, List<Point> points) {
    int side = card.input().width();
    try (Mat matrix = similarity(points, side);
        Mat aligned = new Mat();
        Size size = new Size(side, side);
        Scalar mean = new Scalar(0, 0, 0, 0)) {
      warpAffine(photo, aligned, matrix, size);
      try (Mat blob = blobFromImage(aligned, 1.0, size, mean, false, false, CV_32F)) {
        embedder.setInput(blob);
        try (Mat output = embedder.forward()) {
          float[] vector = new float[(int) output.total()];
          
          new org.bytedeco.javacpp.FloatPointer(output.data()).get(vector);
          return unit(vector);
        }
      }
    }
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  /** The least-squares turn, scale and shift in closed form, as FaceRecognizerSF has it inside. */
  private Mat similarity(List<Point> points, int side) {
    double px = 0;
    double py = 0;
    double tx = 0;
    double ty = 0;
    List<TemplatePoint> template = card.crop().template();
    for (int i = 0; i < 5; i++) {
      px += points.get(i).x() / 5;
      py += points.get(i).y() / 5;
      tx += template.get(i).x() * side / 5;
      ty += template.get(i).y() * side / 5;
    }
    double along = 0;
    double across = 0;
    double spread = 0;
    for (int i = 0; i < 5; i++) {
      double x = points.get(i).x() - px;
      double y = points.get(i).y() - py;
      double u = template.get(i).x() * side - tx;
      double v = template.get(i).y() * side - ty;
      along += x * u + y * v;
      across += x * v - y * u;
      spread += x * x + y * y;
    }
    double cos = along / spread;
    double sin = across / spread;
    Mat matrix = new Mat(2, 3, opencv_core.CV_64FC1);
    try (DoubleIndexer cell = matrix.createIndexer()) {
      cell.put(0, 0, cos, -sin, tx - cos * px + sin * py);
      cell.put(1, 0, sin, cos, ty - sin * px - cos * py);
    }
    return matrix;
  }

  @Override
  public void close() {
    detector.close();
    embedder.close();
  }
}
