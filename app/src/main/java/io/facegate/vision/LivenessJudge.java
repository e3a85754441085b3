package io.facegate.vision;

import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.inference.Calibration;
import io.facegate.inference.CropSpec;
import io.facegate.inference.LivenessOption;
import io.facegate.inference.Model;
import io.facegate.inference.ModelRun;
import java.nio.FloatBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a living person from a photo or a screen, by nets with the three classes of MiniFASNet
 * (Silent-Face-Anti-Spoofing): the mean over a scene's models, which look at the face with narrower
 * and wider surroundings, made comparable by the calibration of the first.
 *
 * <p>The models judge by the surroundings, too: the edge of a paper, the frame of a screen. A face
 * that fills its picture, or is too small, cannot be judged ({@link LivenessRange}), nor can one in
 * the dark or in glaring light, where a print shows nothing of what gives it away; its liveness
 * stays absent.
 */
final class LivenessJudge implements FaceStage {
  /* Class 1 of three is a real face; the others are two kinds of recapture. */
  private static final int REAL = 1;

  /*
   * Of 255. Prints of LFW, made by a program, did not pass 0.9 as they were. Darkened until they
   * did, they had 24 and less; brightened threefold, three of six that did more than 220. 40 is
   * the least that quality_control NORMAL takes.
   */
  private static final double ILLUMINATION_MIN = 40;
  private static final double ILLUMINATION_MAX = 220;

  private final LivenessOption option;
  private final List<Model> models;
  private final Calibration calibration;

  private LivenessJudge(LivenessOption option, List<Model> models) {
    this.option = option;
    this.models = models;
    this.calibration = models.getFirst().card().calibrationOf(option.name());
  }

  /** A judge of a scene over the models that serve it; none without models. */
  static Optional<LivenessJudge> of(LivenessOption option, List<Model> models) {
    return models.isEmpty() ? Optional.empty() : Optional.of(new LivenessJudge(option, models));
  }

  @Override
  public String name() {
    return "liveness";
  }

  @Override
  public Set<Output> outputs() {
    return EnumSet.of(atGate() ? Output.LIVENESS_GATE : Output.LIVENESS);
  }

  @Override
  public boolean isKnown(Face face, Set<Output> wanted) {
    return (atGate() ? face.gateLiveness() : face.liveness()) != null;
  }

  @Override
  public Face measure(FaceView view, Face face) {
    Image image = view.image();
    if (!LivenessRange.of(option).includes(image, face.box()) || !isLit(view.grey(face))) {
      return face;
    }
    double sum = 0;
    for (Model model : models) {
      sum += view.once(model, () -> real(model, image, face.box()));
    }
    double shown = calibration.shown(sum / models.size());
    return atGate() ? face.withGateLiveness(shown) : face.withLiveness(shown);
  }

  private static boolean isLit(GreyFace face) {
    double illumination = face.illumination();
    return illumination >= ILLUMINATION_MIN && illumination <= ILLUMINATION_MAX;
  }

  private boolean atGate() {
    return option == LivenessOption.GATE;
  }

  private static double real(Model model, Image image, Box face) {
    try (ModelRun run = model.begin()) {
      show(model, image, face, run);
      run.execute();
      return share(run.output(0));
    }
  }

  /** Fills a model's input with the face and as much around it as model and picture allow. */
  static void show(Model model, Image image, Box face, ModelRun run) {
    CropSpec crop = model.card().crop();
    double growth = Crops.growthWithin(image, face, crop.scale());
    Box box = Crops.movedInto(image, Crops.grown(face, growth));
    Affine toImage = Crops.toImage(box, model.input());
    Sampler.smooth(image, toImage, model.input(), crop.beyond(), run.input());
  }

  /** Softmax of the class of real faces. */
  private static double share(FloatBuffer logits) {
    double sum = 0;
    for (int i = 0; i < logits.capacity(); i++) {
      sum += Math.exp(logits.get(i) - logits.get(REAL));
    }
    return 1 / sum;
  }
}
