package io.facegate.vision;

import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.inference.CropSpec.TemplatePoint;
import java.util.List;

/**
 * The luminance of an upright face from brows to chin, at a size that makes faces comparable.
 *
 * <p>Blur follows Crete et al., "The blur effect: perception and estimation with a new no-reference
 * perceptual blur metric", SPIE 6492, 2007: the share of the variation between neighbours that
 * survives a strong low pass. It needs no reference and does not depend on contrast or light; noise
 * counts as sharpness. The raw share is stretched on 109 photos of LFW (about 100 pixels a face),
 * blurred by Gaussians of growing sigma, in pixels of the upright face of {@value #SIDE}: their
 * median is 0 undisturbed, 0.2 at sigma 1, 0.4 at 1.5, 0.6 at 2, 0.8 at 3 and 1 from 5.5 on.
 */
final class GreyFace {
  static final int SIDE = 96;

  private static final double RAW_SHARP = 0.50;
  private static final double RAW_BLURRED = 0.92;

  /** Pixels to each side that the low pass averages. */
  private static final int REACH = 4;

  private static final GreyCrop CROP =
      new GreyCrop(
          SIDE,
          List.of(
              new TemplatePoint(0.32, 0.35),
              new TemplatePoint(0.68, 0.35),
              new TemplatePoint(0.50, 0.56),
              new TemplatePoint(0.35, 0.76),
              new TemplatePoint(0.65, 0.76)));

  private final float[] grey;

  private GreyFace(float[] grey) {
    this.grey = grey;
  }

  static GreyFace of(Image image, Face face) {
    return new GreyFace(CROP.of(image, face));
  }

  /** Mean luminance, 0 to 255. */
  double illumination() {
    double sum = 0;
    for (float value : grey) {
      sum += value;
    }
    return sum / grey.length;
  }

  /** 0 (sharp) to 1 (blurred); 1 for a face without any structure. */
  double blur() {
    return Math.clamp((rawBlur() - RAW_SHARP) / (RAW_BLURRED - RAW_SHARP), 0.0, 1.0);
  }

  /** The share of variation that survives the low pass, in the blurrier direction. */
  double rawBlur() {
    return Math.max(survival(1, SIDE), survival(SIDE, 1));
  }

  private double survival(int step, int lineStep) {
    double all = 0;
    double lost = 0;
    for (int line = 0; line < SIDE; line++) {
      int start = line * lineStep;
      for (int i = REACH + 1; i < SIDE - REACH; i++) {
        int at = start + i * step;
        float sharp = Math.abs(grey[at] - grey[at - step]);
        float soft =
            Math.abs(grey[at + REACH * step] - grey[at - (REACH + 1) * step]) / (2 * REACH + 1);
        all += sharp;
        lost += Math.max(0, sharp - soft);
      }
    }
    return all <= 0 ? 1 : (all - lost) / all;
  }
}
