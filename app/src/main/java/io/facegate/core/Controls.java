package io.facegate.core;

import io.facegate.face.Face;
import io.facegate.face.FaceFailure;
import io.facegate.face.Occlusion;
import io.facegate.face.Quality;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges faces by the tables of thresholds of face-api v3. Whatever cannot be judged fails: a
 * control is never passed by a number that nobody measured.
 *
 * <p>Order: blur, illumination, completeness, occlusion (eyes, cheeks, chin, nose, mouth),
 * liveness. The picture as a whole comes first, since parts are not to be judged in a picture that
 * is blurred or dark.
 */
public final class Controls {
  private Controls() {}

  /** Why a face fails what a probe demands, if it does. */
  public static Optional<FaceFailure> failure(Face face, Control quality, Control liveness) {
    return quality(face.quality(), quality).or(() -> liveness(face.liveness(), liveness));
  }

  private static Optional<FaceFailure> quality(
      @Nullable Quality quality, Control control) {
    if (control == Control.NONE) {
      return Optional.empty();
    }
    if (quality == null) {
      return Optional.of(FaceFailure.QUALITY_UNJUDGED);
    }
    if (!(quality.blur() <= coveredMax(control))) {
      return Optional.of(FaceFailure.BLURRED);
    }
    if (!(quality.illumination() >= illuminationMin(control))) {
      return Optional.of(FaceFailure.BADLY_LIT);
    }
    if (control == Control.HIGH && !quality.complete()) {
      return Optional.of(FaceFailure.INCOMPLETE);
    }
    return occlusion(quality.occlusion(), coveredMax(control));
  }

  private static Optional<FaceFailure> occlusion(
      @Nullable Occlusion occlusion, double max) {
    if (occlusion == null) {
      return Optional.of(FaceFailure.QUALITY_UNJUDGED);
    }
    if (!(occlusion.leftEye() <= max)) {
      return Optional.of(FaceFailure.LEFT_EYE_OCCLUDED);
    }
    if (!(occlusion.rightEye() <= max)) {
      return Optional.of(FaceFailure.RIGHT_EYE_OCCLUDED);
    }
    if (!(occlusion.leftCheek() <= max)) {
      return Optional.of(FaceFailure.LEFT_CHEEK_OCCLUDED);
    }
    if (!(occlusion.rightCheek() <= max)) {
      return Optional.of(FaceFailure.RIGHT_CHEEK_OCCLUDED);
    }
    if (!(occlusion.chinContour() <= max)) {
      return Optional.of(FaceFailure.CHIN_OCCLUDED);
    }
    if (!(occlusion.nose() <= max)) {
      return Optional.of(FaceFailure.NOSE_OCCLUDED);
    }
    return occlusion.mouth() <= max
        ? Optional.empty()
        : Optional.of(FaceFailure.MOUTH_OCCLUDED);
  }

  private static Optional<FaceFailure> liveness(
      @Nullable Double liveness, Control control) {
    if (control == Control.NONE) {
      return Optional.empty();
    }
    if (liveness == null) {
      return Optional.of(FaceFailure.LIVENESS_UNJUDGED);
    }
    return liveness >= livenessMin(control)
        ? Optional.empty()
        : Optional.of(FaceFailure.NOT_LIVE);
  }

  private static double coveredMax(Control control) {
    return switch (control) {
      case NONE -> 1;
      case LOW -> 0.8;
      case NORMAL -> 0.6;
      case HIGH -> 0.2;
    };
  }

  private static double illuminationMin(Control control) {
    return switch (control) {
      case NONE -> 0;
      case LOW -> 20;
      case NORMAL -> 40;
      case HIGH -> 100;
    };
  }

  private static double livenessMin(Control control) {
    return switch (control) {
      case NONE -> 0;
      case LOW -> LivenessThresholds.FRR_1E_4;
      case NORMAL -> LivenessThresholds.FRR_1E_3;
      case HIGH -> LivenessThresholds.FRR_1E_2;
    };
  }
}
