package io.facegate.vision;

import io.facegate.face.DensePoints;
import io.facegate.face.Face;
import io.facegate.face.HeadPose;
import io.facegate.face.Image;
import io.facegate.face.Occlusion;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import io.facegate.inference.Calibration;
import io.facegate.inference.Model;
import io.facegate.inference.ModelRun;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the 72 points, the pose and what is covered from one net that looks at the aligned face:
 * {@code points} as x and y, shares of the crop's sides; {@code pose} in degrees, its roll against
 * the crop; {@code covered}, 0 to 1, in the order of {@link Occlusion}. Of a face too small, or
 * turned too far for anybody to know how right they are, points and cover are not told.
 */
final class GeometryReader implements FaceStage {
  /** Turn up to which points and cover were ever measured; {@code CARD-geometry.md} says so. */
  static final double TURN_DEGREES_MAX = 40;

  private static final int ANGLES = 3;
  private static final int PARTS = 7;

  /* Of left eye, right eye, nose and mouth; cheeks and chin have no points but their outline. */
  private static final int[] FIRST_POINT = {13, 30, 47, 58};
  private static final int[] LAST_POINT = {20, 37, 56, 71};

  private final Model model;
  private final FaceAligner aligner;
  private final int points;
  private final int pose;
  private final int covered;
  private final Calibration coverage;

  GeometryReader(Model model) {
    this.model = model;
    this.aligner = new FaceAligner(model.card().crop(), model.input());
    this.points = Tensors.number(model.card(), "points", 2 * DensePoints.COUNT);
    this.pose = Tensors.number(model.card(), "pose", ANGLES);
    this.covered = Tensors.number(model.card(), "covered", PARTS);
    this.coverage = model.card().calibrationOf("covered");
  }

  @Override
  public String name() {
    return "geometry";
  }

  @Override
  public Set<Output> outputs() {
    return EnumSet.of(Output.POSE, Output.POINTS, Output.OCCLUSION);
  }

  @Override
  public boolean isKnown(Face face, Set<Output> wanted) {
    Quality quality = face.quality();
    return (!wanted.contains(Output.POSE) || face.pose() != null)
        && (!wanted.contains(Output.POINTS) || face.points() != null)
        && (!wanted.contains(Output.OCCLUSION) || quality == null || quality.occlusion() != null);
  }

  @Override
  public Face measure(FaceView view, Face face) {
    try (ModelRun run = model.begin()) {
      view.fill(model, face, run);
      run.execute();
      Affine toPicture = aligner.toPicture(face.landmarks());
      Face measured =
          face.pose() == null
              ? face.withPose(pose(run.output(pose), toPicture.turnDegrees()))
              : face;
      if (!FaceView.isLargeEnough(face) || !FaceView.isTowards(measured, TURN_DEGREES_MAX)) {
        return measured;
      }
      DensePoints dense = points(run.output(points), toPicture);
      Quality quality = face.quality();
      if (quality != null && quality.occlusion() == null) {
        Occlusion occlusion = occlusion(run.output(covered), dense, view.image());
        measured =
            measured.withQuality(
                new Quality(
                    quality.blur(), quality.illumination(), quality.complete(), occlusion));
      }
      return measured.points() == null ? measured.withPoints(dense) : measured;
    }
  }

  private static boolean isInside(Point point, Image image) {
    return point.x() >= 0
        && point.y() >= 0
        && point.x() <= image.width()
        && point.y() <= image.height();
  }

  private static HeadPose pose(FloatBuffer degrees, double turnDegrees) {
    return new HeadPose(
        Math.clamp(degrees.get(0), -90.0, 90.0),
        Math.clamp(degrees.get(1), -90.0, 90.0),
        Math.IEEEremainder(degrees.get(2) + turnDegrees, 360));
  }

  private DensePoints points(FloatBuffer shares, Affine toPicture) {
    List<Point> places = new ArrayList<>();
    for (int i = 0; i < DensePoints.COUNT; i++) {
      double x = shares.get(2 * i) * model.input().width();
      double y = shares.get(2 * i + 1) * model.input().height();
      places.add(toPicture.apply(new Point(x, y)));
    }
    return new DensePoints(places);
  }

  /* What lies beyond the edge of the picture is not in sight, whatever the net takes it for. */
  private Occlusion occlusion(FloatBuffer shares, DensePoints points, Image image) {
    double[] parts = new double[PARTS];
    for (int i = 0; i < PARTS; i++) {
      parts[i] = Math.clamp(coverage.shown(shares.get(i)), 0.0, 1.0);
    }
    for (int i = 0; i < FIRST_POINT.length; i++) {
      List<Point> part = points.points().subList(FIRST_POINT[i], LAST_POINT[i] + 1);
      long beyond = part.stream().filter(point -> !isInside(point, image)).count();
      parts[i] = Math.max(parts[i], (double) beyond / part.size());
    }
    return new Occlusion(
        parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
  }
}
