package io.facegate.vision;

import io.facegate.face.Image;
import java.util.Arrays;

/**
 * The colour of one face's skin, learnt from the face itself: median and spread of luminance and
 * of the two colour differences of BT.601. Medians are not moved by what covers less than half.
 */
final class SkinColour {
  private static final double SPREADS_MAX = 4;

  /** Spreads below these are those of noise and compression. */
  private static final double[] SPREAD_MIN = {12, 3, 3};

  private static final double SPREAD_OF_DEVIATION = 1.4826;

  private final double[] middle = new double[3];
  private final double[] spread = new double[3];

  /**
   * Learns.
   *
   * @param pixels numbers of pixels of the picture, at least one
   */
  SkinColour(Image image, int[] pixels) {
    double[] values = new double[pixels.length];
    for (int channel = 0; channel < 3; channel++) {
      for (int i = 0; i < pixels.length; i++) {
        values[i] = value(image, pixels[i], channel);
      }
      middle[channel] = median(values);
      for (int i = 0; i < pixels.length; i++) {
        values[i] = Math.abs(values[i] - middle[channel]);
      }
      spread[channel] = Math.max(SPREAD_MIN[channel], SPREAD_OF_DEVIATION * median(values));
    }
  }

  /** Whether a pixel of the picture may be this skin. */
  boolean fits(Image image, int pixel) {
    double distance = 0;
    for (int channel = 0; channel < 3; channel++) {
      double away = (value(image, pixel, channel) - middle[channel]) / spread[channel];
      distance += away * away;
    }
    return distance <= SPREADS_MAX * SPREADS_MAX;
  }

  private static double value(Image image, int pixel, int channel) {
    double blue = image.bgr()[3 * pixel] & 0xFF;
    double green = image.bgr()[3 * pixel + 1] & 0xFF;
    double red = image.bgr()[3 * pixel + 2] & 0xFF;
    double light = 0.114 * blue + 0.587 * green + 0.299 * red;
    return switch (channel) {
      case 0 -> light;
      case 1 -> 0.564 * (blue - light);
      default -> 0.713 * (red - light);
    };
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
