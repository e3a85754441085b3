package io.facegate.bench;

import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.Landmarks;
import io.facegate.face.Occlusion;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import io.facegate.vision.Output;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether what is covered is known to be: patches of one colour over parts of clean portraits. */
final class CoverTrial {
  private static final double COVERED = 0.5;
  private static final int[][] COLOURS = {{40, 40, 40}, {235, 235, 235}, {180, 110, 50}};

  /** What is covered in turn. */
  enum Part {
    LEFT_EYE(0.7, 0.5),
    RIGHT_EYE(0.7, 0.5),
    NOSE(0.7, 0.6),
    MOUTH(1.3, 0.7);

    private final double width;
    private final double height;

    /* Sizes in parts of the distance between the eyes. */
    Part(double width, double height) {
      this.width = width;
      this.height = height;
    }

    double of(Occlusion occlusion) {
      return switch (this) {
        case LEFT_EYE -> occlusion.leftEye();
        case RIGHT_EYE -> occlusion.rightEye();
        case NOSE -> occlusion.nose();
        case MOUTH -> occlusion.mouth();
      };
    }
  }

  /** Of how many portraits a covered part was seen to be, and a free one taken for covered. */
  record Result(Map<Part, Integer> seen, Map<Part, Integer> wrong, int portraits) {}

  private CoverTrial() {}

  /** Empty when no model tells. */
  static Optional<Result> measure(BenchAnalyzer analyzer, List<String> photos) {
    if (!analyzer.analyzer().outputs().contains(Output.OCCLUSION)) {
      return Optional.empty();
    }
    Map<Part, Integer> seen = new EnumMap<>(Part.class);
    Map<Part, Integer> wrong = new EnumMap<>(Part.class);
    int portraits = 0;
    for (String photo : photos) {
      Image image = analyzer.photo(photo);
      Optional<Face> face = analyzer.centralFace(image);
      if (face.isPresent()) {
        int[] colour = COLOURS[portraits % COLOURS.length];
        for (Part part : Part.values()) {
          Image covered = patched(image, face.get().landmarks(), part, colour);
          add(seen, part, covered(analyzer, covered, face.get(), part));
          add(wrong, part, covered(analyzer, image, face.get(), part));
        }
        portraits++;
      }
    }
    return Optional.of(new Result(seen, wrong, portraits));
  }

  private static void add(Map<Part, Integer> counts, Part part, boolean covered) {
    counts.merge(part, covered ? 1 : 0, Integer::sum);
  }

  private static boolean covered(BenchAnalyzer analyzer, Image image, Face face, Part part) {
    Quality quality =
        analyzer.analyzer().measure(image, face, Set.of(Output.OCCLUSION)).quality();
    Occlusion occlusion = quality == null ? null : quality.occlusion();
    return occlusion != null && part.of(occlusion) >= COVERED;
  }

  private static Image patched(Image image, Landmarks five, Part part, int[] colour) {
    Point centre = centre(five, part);
    double eyes =
        Math.hypot(
            five.rightEye().x() - five.leftEye().x(), five.rightEye().y() - five.leftEye().y());
    byte[] pixels = image.bgr().clone();
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        if (Math.abs(x - centre.x()) < part.width * eyes / 2
            && Math.abs(y - centre.y()) < part.height * eyes / 2) {
          for (int plane = 0; plane < 3; plane++) {
            pixels[3 * (y * image.width() + x) + plane] = (byte) colour[plane];
          }
        }
      }
    }
    return new Image(image.width(), image.height(), pixels);
  }

  private static Point centre(Landmarks five, Part part) {
    return switch (part) {
      case LEFT_EYE -> five.leftEye();
      case RIGHT_EYE -> five.rightEye();
      case NOSE -> five.noseTip();
      case MOUTH ->
          new Point(
              (five.mouthLeft().x() + five.mouthRight().x()) / 2,
              (five.mouthLeft().y() + five.mouthRight().y()) / 2);
    };
  }
}
