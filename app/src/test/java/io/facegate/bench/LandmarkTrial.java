package io.facegate.bench;

import io.facegate.face.Box;
import io.facegate.face.DensePoints;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import io.facegate.testing.Shared;
import io.facegate.vision.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far points lie from the annotated ones, in parts of the distance between the outer corners of
 * the eyes (the normalised mean error of 300-W). Annotated are the 68 points of iBUG; of the 72
 * those are compared that mean the same place, and the contour by its distance to theirs.
 */
final class LandmarkTrial {
  /* Number of the 72, and one or two of the 68 in whose middle it lies. */
  private static final int[][] SAME_PLACE = {
    {13, 36}, {15, 37, 38}, {17, 39}, {19, 40, 41}, {30, 42}, {32, 43, 44}, {34, 45},
    {36, 46, 47}, {22, 17}, {24, 19}, {26, 21}, {39, 22}, {41, 24}, {43, 26}, {57, 30},
    {58, 48}, {59, 49, 50}, {60, 51}, {61, 52, 53}, {62, 54}, {63, 55, 56}, {64, 57},
    {65, 58, 59}, {66, 61}, {67, 62}, {68, 63}, {69, 65}, {70, 66}, {71, 67}
  };

  private static final int CONTOUR_72 = 13;
  private static final int CONTOUR_68 = 17;

  private LandmarkTrial() {}

  /** The mean errors, and how many faces they are of; not a number where nothing is told. */
  record Errors(double five, double dense, double contour, int faces) {}

  static Errors measure(BenchAnalyzer analyzer) throws IOException {
    List<Double> five = new ArrayList<>();
    List<Double> dense = new ArrayList<>();
    List<Double> contour = new ArrayList<>();
    for (Map.Entry<String, List<List<Point>>> photo : annotated().entrySet()) {
      Image image = analyzer.photo("groups/" + photo.getKey());
      List<Face> found = analyzer.faces(image, BenchAnalyzer.FACE_PX_MIN);
      for (List<Point> truth : photo.getValue()) {
        nearest(found, truth)
            .ifPresent(
                face -> {
                  five.add(five(face.landmarks(), truth));
                  DensePoints points =
                      analyzer.analyzer().measure(image, face, Set.of(Output.POINTS)).points();
                  if (points != null) {
                    dense.add(dense(points, truth));
                    contour.add(contour(points, truth));
                  }
                });
      }
    }
    return new Errors(mean(five), mean(dense), mean(contour), five.size());
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static Map<String, List<List<Point>>> annotated() throws IOException {
    Map<String, List<List<Point>>> photos = new TreeMap<>();
    for (String line : Files.readAllLines(Shared.path("faces/groups/landmarks68.csv"))) {
      String[] cells = line.split(",");
      if (!cells[0].equals("image")) {
        List<List<Point>> faces =
            photos.computeIfAbsent(cells[0], photo -> new ArrayList<>());
        if (cells[2].equals("0")) {
          faces.add(new ArrayList<>());
        }
        faces
            .getLast()
            .add(new Point(Double.parseDouble(cells[3]), Double.parseDouble(cells[4])));
      }
    }
    return photos;
  }

  private static Optional<Face> nearest(List<Face> found, List<Point> truth) {
    Point nose = truth.get(30);
    return found.stream()
        .min(Comparator.comparingDouble(face -> distance(centre(face.box()), nose)))
        .filter(face -> distance(centre(face.box()), nose) < face.box().width() / 2);
  }

  private static Point centre(Box box) {
    return new Point(box.left() + box.width() / 2, box.top() + box.height() / 2);
  }

  private static double five(Landmarks points, List<Point> truth) {
    double sum =
        distance(points.leftEye(), middle(truth, 36, 37, 38, 39, 40, 41))
            + distance(points.rightEye(), middle(truth, 42, 43, 44, 45, 46, 47))
            + distance(points.noseTip(), truth.get(30))
            + distance(points.mouthLeft(), truth.get(48))
            + distance(points.mouthRight(), truth.get(54));
    return sum / 5 / eyes(truth);
  }

  private static double dense(DensePoints points, List<Point> truth) {
    double sum = 0;
    for (int[] place : SAME_PLACE) {
      Point there =
          place.length == 2 ? truth.get(place[1]) : middle(truth, place[1], place[2]);
      sum += distance(points.at(place[0]), there);
    }
    return sum / SAME_PLACE.length / eyes(truth);
  }

  private static double contour(DensePoints points, List<Point> truth) {
    double sum = 0;
    for (int i = 0; i < CONTOUR_72; i++) {
      double nearest = Double.MAX_VALUE;
      for (int j = 1; j < CONTOUR_68; j++) {
        nearest = Math.min(nearest, distance(points.at(i), truth.get(j - 1), truth.get(j)));
      }
      sum += nearest;
    }
    return sum / CONTOUR_72 / eyes(truth);
  }

  private static double eyes(List<Point> truth) {
    return distance(truth.get(36), truth.get(45));
  }

  private static Point middle(List<Point> points, int... numbers) {
    double x = 0;
    double y = 0;
    for (int number : numbers) {
      x += points.get(number).x() / numbers.length;
      y += points.get(number).y() / numbers.length;
    }
    return new Point(x, y);
  }

  private static double distance(Point a, Point b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }

  /* To the nearest place on the line between two points. */
  private static double distance(Point point, Point from, Point to) {
    double x = to.x() - from.x();
    double y = to.y() - from.y();
    double square = x * x + y * y;
    double along = ((point.x() - from.x()) * x + (point.y() - from.y()) * y) / square;
    double share = square == 0 ? 0 : Math.clamp(along, 0, 1);
    return distance(point, new Point(from.x() + share * x, from.y() + share * y));
  }
}
