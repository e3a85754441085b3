package io.facegate.vision;

import io.facegate.face.Emotion;
import io.facegate.face.Expression;
import io.facegate.face.EyesOpen;
import io.facegate.face.Face;
import io.facegate.face.FaceType;
import io.facegate.face.Gender;
import io.facegate.face.Glasses;
import io.facegate.face.Occlusion;
import io.facegate.face.Odds;
import io.facegate.face.Quality;
import io.facegate.face.Race;
import io.facegate.face.Traits;
import io.facegate.inference.Calibration;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRun;
import java.nio.FloatBuffer;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a face looks like from one net with an output for each trait. Odds and shares come as
 * such; {@code composite}, which may be missing, is how far the picture looks put together.
 */
final class TraitsReader implements FaceStage {
  private static final String COMPOSITE = "composite";

  /** Share of an eye that must be in sight to tell whether it is open. */
  private static final double EYE_COVERED_MAX = 0.5;

  private static final double AGE_YEARS_MAX = 100;

  private final Model model;
  private final boolean isCompositeTold;

  TraitsReader(Model model) {
    this.model = model;
    ModelCard card = model.card();
    Tensors.number(card, "age", 1);
    Tensors.number(card, "beauty", 1);
    Tensors.number(card, "eyes", 2);
    Tensors.number(card, "gender", Gender.values().length);
    Tensors.number(card, "race", Race.values().length);
    Tensors.number(card, "expression", Expression.values().length);
    Tensors.number(card, "emotion", Emotion.values().length);
    Tensors.number(card, "glasses", Glasses.values().length);
    Tensors.number(card, "type", FaceType.values().length);
    this.isCompositeTold = card.outputNumber(COMPOSITE) >= 0;
  }

  @Override
  public String name() {
    return "traits";
  }

  @Override
  public Set<Output> outputs() {
    return isCompositeTold
        ? EnumSet.of(Output.TRAITS, Output.SPOOFING)
        : EnumSet.of(Output.TRAITS);
  }

  @Override
  public boolean isKnown(Face face, Set<Output> wanted) {
    return (!wanted.contains(Output.TRAITS) || face.traits() != null)
        && (!wanted.contains(Output.SPOOFING) || face.spoofing() != null);
  }

  @Override
  public Face measure(FaceView view, Face face) {
    if (!FaceView.isLargeEnough(face) || !FaceView.isTowards(face, FaceView.TURN_DEGREES_MAX)) {
      return face;
    }
    try (ModelRun run = model.begin()) {
      view.fill(model, face, run);
      run.execute();
      Face measured = face.traits() == null ? face.withTraits(traits(run, face)) : face;
      return isCompositeTold && face.spoofing() == null
          ? measured.withSpoofing(share(run, COMPOSITE, 0))
          : measured;
    }
  }

  private Traits traits(ModelRun run, Face face) {
    Odds<Glasses> glasses = odds(run, "glasses", Glasses.class);
    return new Traits(
        Math.clamp(shown(run, "age", 0), 0, AGE_YEARS_MAX),
        odds(run, "gender", Gender.class),
        odds(run, "race", Race.class),
        odds(run, "expression", Expression.class),
        odds(run, "emotion", Emotion.class),
        glasses,
        odds(run, "type", FaceType.class),
        share(run, "beauty", 0),
        glasses.best() == Glasses.SUN ? null : eyes(run, occlusion(face.quality())));
  }

  /* Of eyes of which nobody knows whether they are in sight, nothing is told. */
  private @Nullable EyesOpen eyes(ModelRun run, @Nullable Occlusion covered) {
    if (covered == null) {
      return null;
    }
    Double left = covered.leftEye() <= EYE_COVERED_MAX ? share(run, "eyes", 0) : null;
    Double right = covered.rightEye() <= EYE_COVERED_MAX ? share(run, "eyes", 1) : null;
    return left == null && right == null ? null : new EyesOpen(left, right);
  }

  private static @Nullable Occlusion occlusion(@Nullable Quality quality) {
    return quality == null ? null : quality.occlusion();
  }

  private FloatBuffer output(ModelRun run, String name) {
    return run.output(model.card().outputNumber(name));
  }

  private <T extends Enum<T>> Odds<T> odds(ModelRun run, String name, Class<T> type) {
    return Tensors.odds(output(run, name), type);
  }

  private double share(ModelRun run, String name, int place) {
    return Math.clamp(shown(run, name, place), 0, 1);
  }

  private double shown(ModelRun run, String name, int place) {
    Calibration calibration = model.card().calibrationOf(name);
    return calibration.shown(output(run, name).get(place));
  }
}
