package io.facegate.demo;

import static io.facegate.demo.Curves.bell;
import static io.facegate.demo.Curves.clamp;
import static io.facegate.demo.Curves.step;

/** Beard and moustache: where they grow, how dense, how far they stand out. */
final class Whiskers {
  private static final double LEAST = 0.5;

  private final Features features;
  private final Colour colour;
  private final Noise noise;
  private final double beard;
  private final double moustache;
  private final double chinY;

  Whiskers(HeadShape shape, Features features) {
    this.features = features;
    colour = HairColour.of(shape);
    noise = new Noise(shape.seed() + 3);
    beard = clamp((shape.get(Trait.BEARD) - LEAST) / (1 - LEAST));
    moustache = clamp((shape.get(Trait.MOUSTACHE) - LEAST) / (1 - LEAST));
    chinY = -shape.get(Trait.CHIN_DROP);
  }

  /** Millimetres by which hair lifts the outline at a place. */
  double bulk(double x, double y) {
    double full = step(0.35, 1, beard);
    return full * 13 * cheekArea(x, y) * step(-30, -80, y) + 3.5 * moustache * lipArea(x, y);
  }

  /** Skin with the hair in front of it. */
  Colour over(Colour skin, double x, double y) {
    double area = Math.max(
        cheekArea(x, y) * step(0, 0.45, beard), lipArea(x, y) * step(0, 0.4, moustache));
    if (area < 0.01) {
      return skin;
    }
    double strand = noise.smooth(x * 1.1 + 0.12 * y, y * 0.28);
    double fine = noise.smooth(x * 2.1, y * 0.9 + 40);
    double fray = area + 0.22 * strand + 0.18 * fine;
    double light = 0.85 + 0.45 * strand + 0.3 * fine;
    return skin.mix(colour.times(Math.max(0.25, light)), step(0.28, 0.75, fray));
  }

  private double cheekArea(double x, double y) {
    double side = Math.abs(x);
    double edge = features.mouthY() + 6 + 0.0105 * Math.max(0, side - 18) * Math.max(0, side - 18);
    double below = step(edge + 5, edge - 5, y);
    double lips = step(0.9, 1.25,
        Curves.distance(x / (features.mouthWidth() + 3), (y - features.mouthY() + 2) / 13));
    double chinGap = 1 - 0.3 * bell(side - 9, 4, y - features.mouthY() + 16, 4);
    return below * lips * chinGap * step(chinY - 30, chinY, y);
  }

  private double lipArea(double x, double y) {
    double side = Math.abs(x);
    double above = y - features.mouthLine(x) - features.upperLip(x);
    double tall = features.noseTipY() - 10 - features.mouthY();
    double droop = step(features.mouthWidth() - 4, features.mouthWidth() + 6, side);
    double body = step(-2.5 - 14 * droop, 1.5 - 10 * droop, above)
        * step(tall * 0.85 - 0.2 * side, tall * 0.55 - 0.2 * side, above);
    return body * step(features.mouthWidth() + 9, features.mouthWidth() + 3, side)
        * (1 - 0.4 * bell(side, 2));
  }
}
