package io.facegate.vision;

import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Reads the twelve outputs of YuNet (Wu et al., "YuNet: a tiny millisecond-level face detector",
 * Machine Intelligence Research 20, 2023; outputs as published in the OpenCV Zoo): class, object,
 * box and point tensors, each for cells of 8, 16 and 32 pixels.
 */
final class YunetReader {
  private static final int[] STRIDES = {8, 16, 32};
  private static final int OUTPUTS = 12;
  private static final double OVERLAP_MAX = 0.3;

  /* A crowd gives tens of candidates per face and there are never more than this many cells worth
  looking at; beyond it the picture is noise, and the best are kept. */
  private static final int CANDIDATES_MAX = 4000;

  private static final Comparator<Face> BEST_FIRST =
      Comparator.comparingDouble(Face::probability).reversed();

  private final double scoreMin;

  YunetReader(double scoreMin) {
    this.scoreMin = scoreMin;
  }

  /** Number of outputs a detector must offer. */
  static int outputs() {
    return OUTPUTS;
  }

  /**
   * Candidates at or above the score, in pixels of the picture; of thousands the best.
   *
   * @param output a tensor by its place: classes of the three strides, then objects, boxes, points
   */
  List<Face> candidates(Canvas canvas, IntFunction<FloatBuffer> output) {
    List<Face> found = new ArrayList<>();
    for (int level = 0; level < STRIDES.length; level++) {
      FloatBuffer classes = output.apply(level);
      FloatBuffer objects = output.apply(level + 3);
      int columns = canvas.width() / STRIDES[level];
      int cells = columns * (canvas.height() / STRIDES[level]);
      for (int cell = 0; cell < cells; cell++) {
        double score = score(classes.get(cell), objects.get(cell));
        if (score >= scoreMin) {
          Cell at = new Cell(canvas, STRIDES[level], cell / columns, cell % columns, cell);
          found.add(face(at, score, output.apply(level + 6), output.apply(level + 9)));
        }
      }
    }
    return found.size() <= CANDIDATES_MAX
        ? found
        : found.stream().sorted(BEST_FIRST).limit(CANDIDATES_MAX).toList();
  }

  private static double score(float classScore, float objectScore) {
    return Math.sqrt(Math.clamp(classScore, 0.0, 1.0) * Math.clamp(objectScore, 0.0, 1.0));
  }

  private record Cell(Canvas canvas, int stride, int row, int column, int index) {
    Point at(double x, double y) {
      return new Point(
          canvas.toPictureX((column + x) * stride), canvas.toPictureY((row + y) * stride));
    }
  }

  private static Face face(Cell cell, double score, FloatBuffer boxes, FloatBuffer points) {
    int box = 4 * cell.index;
    Point centre = cell.at(boxes.get(box), boxes.get(box + 1));
    double width = Math.exp(boxes.get(box + 2)) * cell.stride / cell.canvas.scale();
    double height = Math.exp(boxes.get(box + 3)) * cell.stride / cell.canvas.scale();
    return new Face(
        new Box(centre.x() - width / 2, centre.y() - height / 2, width, height),
        score,
        new Landmarks(
            point(cell, points, 0),
            point(cell, points, 1),
            point(cell, points, 2),
            point(cell, points, 3),
            point(cell, points, 4)));
  }

  private static Point point(Cell cell, FloatBuffer points, int number) {
    int at = 10 * cell.index + 2 * number;
    return cell.at(points.get(at), points.get(at + 1));
  }

  /** Whether two finds are taken for one face. */
  static boolean isSame(Face one, Face other) {
    return overlap(one.box(), other.box()) > OVERLAP_MAX;
  }

  /** The best candidate of each face: whatever overlaps a better one is dropped. */
  static List<Face> best(List<Face> candidates) {
    List<Face> sorted = new ArrayList<>(candidates);
    sorted.sort(BEST_FIRST);
    List<Face> kept = new ArrayList<>();
    for (Face face : sorted) {
      if (kept.stream().noneMatch(other -> isSame(face, other))) {
        kept.add(face);
      }
    }
    return kept;
  }

  /** Common area over joint area, 0 to 1. */
  static double overlap(Box a, Box b) {
    double width = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
    double height = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
    if (width <= 0 || height <= 0) {
      return 0;
    }
    double common = width * height;
    return common / (a.area() + b.area() - common);
  }
}
