package io.facegate.demo;

import static io.facegate.demo.Curves.bell;
import static io.facegate.demo.Curves.step;

/** The red of the lips. */
final class LipPaint {
  private final Features features;
  private final Noise noise;
  private final Colour red;
  private final Colour seam;

  LipPaint(HeadShape shape, Features features, Colour skin) {
    this.features = features;
    noise = new Noise(shape.seed() + 4);
    double lipstick = Math.max(0, shape.get(Trait.LIP_COLOUR) - 0.6) / 0.4;
    Colour natural = skin.times(0.86, 0.56, 0.56);
    red = natural.mix(Colour.of(172, 40, 56), 0.85 * lipstick);
    seam = skin.times(0.22, 0.11, 0.11);
  }

  /** Skin with the lips in front of it. */
  Colour over(Colour skin, double x, double y) {
    double side = Math.abs(x);
    if (side > features.mouthWidth() + 4 || Math.abs(y - features.mouthY()) > 20) {
      return skin;
    }
    double off = y - features.mouthLine(x);
    double reach = off > 0 ? features.upperLip(x) : features.lowerLip(x);
    double inside = step(0.7, -0.7, Math.abs(off) - reach);
    double lines = 1 + 0.09 * noise.smooth(x * 0.9, y * 0.15);
    double shade = off > 0 ? 0.82 : 1.04;
    Colour colour = skin.mix(red.times(shade * lines), 0.88 * inside);
    double along = step(features.mouthWidth() + 1.5, features.mouthWidth() - 2, side);
    double line = bell(off, 0.95) * along;
    double corner = 0.5 * bell(side - features.mouthWidth(), 2.4, off, 1.8);
    return colour.mix(seam, Math.min(0.92, line + corner));
  }
}
