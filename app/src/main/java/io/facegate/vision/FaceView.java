package io.facegate.vision;

import io.facegate.face.Face;
import io.facegate.face.HeadPose;
import io.facegate.face.Image;
import io.facegate.inference.ColourOrder;
import io.facegate.inference.CropSpec;
import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelRun;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One face of one picture while its stages run: what several models look at is cut out once. */
final class FaceView {
  /** Shorter side of a face below which nothing but its pose is told. */
  static final double FACE_PX_MIN = 24;

  /**
   * Shorter side of a face below which its quality is not told, as cameras leave smaller ones out
   * unless told otherwise. A face that is drawn out farther than this to {@link GreyFace#SIDE}
   * looks sharp whatever it is, since nothing finer is left in it.
   */
  static final double QUALITY_PX_MIN = 40;

  /** Angle beyond which half of the face is out of sight. */
  static final double TURN_DEGREES_MAX = 60;

  private final Image image;
  private final Map<Cut, float[]> cuts = new HashMap<>();
  private final Map<Model, Double> said = new HashMap<>();
  private @Nullable GreyFace grey;

  private record Cut(
      CropSpec crop,
      int height,
      int width,
      ColourOrder colours,
      List<Double> mean,
      List<Double> factor) {}

  FaceView(Image image) {
    this.image = image;
  }

  Image image() {
    return image;
  }

  /** Fills a model's input with the face as the model's five points demand it. */
  void fill(Model model, Face face, ModelRun run) {
    InputSpec input = model.input();
    CropSpec crop = model.card().crop();
    Cut cut =
        new Cut(
            crop, input.height(), input.width(), input.colours(), input.mean(), input.factor());
    float[] values = cuts.computeIfAbsent(cut, missing -> cut(crop, input, face));
    run.input().put(0, values);
  }

  /** The face in grey. */
  GreyFace grey(Face face) {
    GreyFace known = grey;
    if (known == null) {
      known = GreyFace.of(image, face);
      grey = known;
    }
    return known;
  }

  /** What a model says of the face, asked once however many stages want to know. */
  double once(Model model, Supplier<Double> asked) {
    return said.computeIfAbsent(model, missing -> asked.get());
  }

  private float[] cut(CropSpec crop, InputSpec input, Face face) {
    float[] values = new float[input.elements()];
    Affine toImage = new FaceAligner(crop, input).toImage(face.landmarks());
    Sampler.smooth(image, toImage, input, crop.beyond(), FloatBuffer.wrap(values));
    return values;
  }

  /** Whether a face has pixels enough to tell more than where it looks. */
  static boolean isLargeEnough(Face face) {
    return Math.min(face.box().width(), face.box().height()) >= FACE_PX_MIN;
  }

  /** Whether a face has pixels enough to tell how good its picture is. */
  static boolean isGradable(Face face) {
    return Math.min(face.box().width(), face.box().height()) >= QUALITY_PX_MIN;
  }

  /** Whether a face is turned towards the picture by so much, as far as that is known. */
  static boolean isTowards(Face face, double turnDegreesMax) {
    HeadPose pose = face.pose();
    return pose == null
        || (Math.abs(pose.yaw()) <= turnDegreesMax && Math.abs(pose.pitch()) <= turnDegreesMax);
  }
}
