package io.facegate.vision;

import io.facegate.face.DensePoints;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.Occlusion;
import io.facegate.face.Parsing;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tells which part of a face each pixel shows, drawn from the 72 points and the colour of the
 * face's own skin; no net does it. The forehead is half an ellipse over the temples, as high as the
 * neoclassical canon of equal thirds has it. Hair is not told. What is covered is not drawn; where
 * nobody knows that, nothing is.
 */
final class PartPainter implements FaceStage {
  /* face-api v3 takes pictures of up to 1920 x 1080; an answer for a larger one helps nobody. */
  private static final long PICTURE_PIXELS_MAX = 1L << 22;

  private static final double COVERED_MAX = 0.5;
  private static final int FOREHEAD_STEPS = 12;

  private static final int[] LEFT_BROW = IntStream.rangeClosed(22, 29).toArray();
  private static final int[] RIGHT_BROW = IntStream.rangeClosed(39, 46).toArray();
  private static final int[] LEFT_EYE = IntStream.rangeClosed(13, 20).toArray();
  private static final int[] RIGHT_EYE = IntStream.rangeClosed(30, 37).toArray();
  private static final int[] NOSE = IntStream.rangeClosed(47, 56).toArray();
  private static final int[] UPPER_LIP = {58, 59, 60, 61, 62, 68, 67, 66};
  private static final int[] LOWER_LIP = {62, 63, 64, 65, 58, 71, 70, 69};
  private static final int[] INNER_MOUTH = IntStream.rangeClosed(66, 71).toArray();

  @Override
  public String name() {
    return "parsing";
  }

  @Override
  public Set<Output> outputs() {
    return EnumSet.of(Output.PARSING);
  }

  @Override
  public boolean isKnown(Face face, Set<Output> wanted) {
    return face.parsing() != null;
  }

  @Override
  public Face measure(FaceView view, Face face) {
    DensePoints points = face.points();
    Quality quality = face.quality();
    Occlusion covered = quality == null ? null : quality.occlusion();
    Image image = view.image();
    if (points == null
        || covered == null
        || (long) image.width() * image.height() > PICTURE_PIXELS_MAX
        || !FaceView.isTowards(face, FaceView.TURN_DEGREES_MAX)) {
      return face;
    }
    return face.withParsing(new Painting(image, points).painted(covered));
  }

  /** The outline of a face, forehead included. */
  static List<Point> outline(DensePoints points) {
    List<Point> outline = new ArrayList<>(points.points().subList(0, 13));
    Point left = points.at(0);
    Point right = points.at(12);
    Point chin = points.at(6);
    double brows = 0;
    double browsX = 0;
    for (int i : new int[] {23, 24, 25, 40, 41, 42}) {
      browsX += points.at(i).x() / 6;
      brows += points.at(i).y() / 6;
    }
    double topX = browsX + (browsX - chin.x()) / 2;
    double topY = brows + (brows - chin.y()) / 2;
    double centreX = (left.x() + right.x()) / 2;
    double centreY = (left.y() + right.y()) / 2;
    for (int i = 1; i < FOREHEAD_STEPS; i++) {
      double along = Math.cos(Math.PI * i / FOREHEAD_STEPS);
      double up = Math.sin(Math.PI * i / FOREHEAD_STEPS);
      outline.add(
          new Point(
              centreX + along * (right.x() - centreX) + up * (topX - centreX),
              centreY + along * (right.y() - centreY) + up * (topY - centreY)));
    }
    return outline;
  }

  /** One picture being painted. */
  private static final class Painting {
    private final Image image;
    private final DensePoints points;
    private final List<Point> outline;
    private final Region region;
    private final byte[] classes;

    Painting(Image image, DensePoints points) {
      this.image = image;
      this.points = points;
      this.outline = outline(points);
      this.region = Region.around(outline, image.width(), image.height());
      this.classes = new byte[region.width() * region.height()];
    }

    Parsing painted(Occlusion covered) {
      skin(isLowerFaceSeen(covered) ? points.points().subList(0, 13) : eyeBand());
      if (covered.nose() <= COVERED_MAX) {
        fill(NOSE, Parsing.NOSE);
      }
      if (covered.leftEye() <= COVERED_MAX) {
        fill(LEFT_BROW, Parsing.LEFT_BROW);
        fill(LEFT_EYE, Parsing.LEFT_EYE);
      }
      if (covered.rightEye() <= COVERED_MAX) {
        fill(RIGHT_BROW, Parsing.RIGHT_BROW);
        fill(RIGHT_EYE, Parsing.RIGHT_EYE);
      }
      if (covered.mouth() <= COVERED_MAX) {
        fill(UPPER_LIP, Parsing.UPPER_LIP);
        fill(LOWER_LIP, Parsing.LOWER_LIP);
        fill(INNER_MOUTH, Parsing.INNER_MOUTH);
      }
      return new Parsing(
          image.width(), image.height(), region.left(), region.top(), region.width(), classes);
    }

    private static boolean isLowerFaceSeen(Occlusion covered) {
      return Math.max(covered.mouth(), covered.chinContour()) <= COVERED_MAX
          && Math.max(covered.leftCheek(), covered.rightCheek()) <= COVERED_MAX;
    }

    /* From the brows to the height of the temples: what a mask leaves free, and hair does. */
    private List<Point> eyeBand() {
      return List.of(points.at(0), points.at(22), points.at(43), points.at(12));
    }

    private void skin(List<Point> learntFrom) {
      IntStream.Builder pixels = IntStream.builder();
      region.inside(learntFrom, place -> pixels.add(pixel(place)));
      int[] known = pixels.build().toArray();
      if (known.length == 0) {
        return;
      }
      SkinColour skin = new SkinColour(image, known);
      region.inside(
          outline,
          place -> {
            if (skin.fits(image, pixel(place))) {
              classes[place] = Parsing.SKIN;
            }
          });
    }

    private int pixel(int place) {
      int row = region.top() + place / region.width();
      return row * image.width() + region.left() + place % region.width();
    }

    private void fill(int[] numbers, byte kind) {
      List<Point> polygon = IntStream.of(numbers).mapToObj(points::at).toList();
      region.inside(polygon, place -> classes[place] = kind);
    }
  }
}
