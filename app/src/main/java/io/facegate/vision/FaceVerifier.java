package io.facegate.vision;

import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.inference.Model;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRun;
import io.facegate.inference.OutputSpec;
import java.util.List;

/**
 * Looks again at each face a detector found, larger and with what is around it, and says how likely
 * it is one, and where it really is, and looks there, too: the second stage of a cascade, as of
 * Viola and Jones ("Rapid object detection using a boosted cascade of simple features", CVPR 2001)
 * and of MTCNN (Zhang et al., "Joint face detection and alignment using multitask cascaded
 * convolutional networks", IEEE Signal Processing Letters 23(10), 2016), the look where the first
 * put it as of Cascade R-CNN (Cai and Vasconcelos, "Cascade R-CNN: delving into high quality object
 * detection", CVPR 2018). Before it, a detector may be asked for what it is less sure of.
 */
final class FaceVerifier {
  /** Score from which a detector's find is worth a second look. */
  static final double CANDIDATE_SCORE_MIN = 0.3;

  /** Finds looked at again at one time, at most: those with the best scores. */
  static final int FINDS_MAX = 200;

  /* Of a face's size: a smaller part of it is hardly ever taken for it and moved there. */
  private static final double PART_MIN = 0.6;

  /* Of the score wanted: what reached less at the first look is not looked at where it was put. */
  private static final double HOPE = 0.75;

  /* No look is so sure that another could not say otherwise. */
  private static final double DOUBT = 1e-6;

  private static final String STAGE = "verify";
  private static final int CHANCE = 0;
  private static final int WHERE = 1;

  private final Model model;
  private final boolean moves;
  private final double probabilityMin;
  private final StageTimer timer;

  /**
   * A verifier.
   *
   * @param model tells the probability that it sees a face, and perhaps where, as {@link
   *     Whereabouts}
   * @param probabilityMin from which something counts as a face, both looks together
   */
  FaceVerifier(Model model, double probabilityMin, StageTimer timer) {
    this.model = model;
    List<Integer> figures =
        model.card().outputs().stream().map(OutputSpec::elements).toList();
    this.moves = figures.equals(List.of(1, Whereabouts.FIGURES));
    if (!moves && !figures.equals(List.of(1))) {
      throw new ModelRefusedException(
          "%s tells neither one probability nor one and %d figures of a place"
              .formatted(model.card().file(), Whereabouts.FIGURES));
    }
    this.probabilityMin = probabilityMin;
    this.timer = timer;
  }

  /** The score from which on it wants to see what a detector found. */
  double candidateScoreMin() {
    return Math.min(CANDIDATE_SCORE_MIN, probabilityMin);
  }

  /** The size from which on it wants to see what was found, where faces of a size are wanted. */
  double candidateSizePxMin(double faceSizePxMin) {
    return moves ? PART_MIN * faceSizePxMin : faceSizePxMin;
  }

  /**
   * The faces among candidates, with the mean of the log odds that the detector and the second look
   * give them, as independent witnesses' add up (Bayes). One that the look puts somewhere is looked
   * at there, too, and the mean of both looks' log odds counts. Two faces may have been put to the
   * same place.
   */
  List<Face> verified(Image image, List<Face> candidates) {
    if (candidates.isEmpty()) {
      return candidates;
    }
    long start = System.nanoTime();
    List<Face> faces =
        YunetReader.best(candidates).stream()
            .limit(FINDS_MAX)
            .map(find -> look(image, find))
            .filter(look -> look.both() >= HOPE * probabilityMin)
            .map(look -> moves ? look.and(look(image, look.face())) : look)
            .filter(look -> look.both() >= probabilityMin)
            .map(Look::verified)
            .toList();
    timer.took(STAGE, System.nanoTime() - start);
    return faces;
  }

  private Look look(Image image, Face find) {
    try (ModelRun run = model.begin()) {
      Crops.showBox(image, find.box(), model, run);
      run.execute();
      double chance = Math.clamp(run.output(CHANCE).get(0), 0.0, 1.0);
      return new Look(moves ? Whereabouts.of(find, run.output(WHERE)) : find, chance);
    }
  }

  /**
   * What a look says.
   *
   * @param face where it is, and the detector's score
   * @param chance that it is one
   */
  private record Look(Face face, double chance) {
    double both() {
      return meanByOdds(face.probability(), chance);
    }

    Look and(Look next) {
      return new Look(next.face, meanByOdds(chance, next.chance));
    }

    private static double meanByOdds(double one, double other) {
      double odds = Math.sqrt(odds(one) * odds(other));
      return odds / (1 + odds);
    }

    private static double odds(double chance) {
      double doubtful = Math.clamp(chance, DOUBT, 1 - DOUBT);
      return doubtful / (1 - doubtful);
    }

    Face verified() {
      return new Face(face.box(), both(), face.landmarks());
    }
  }
}
