package io.facegate.demo;

import static io.facegate.demo.Curves.bell;
import static io.facegate.demo.Curves.step;

/** Eyeballs, lids and lashes. */
final class EyePaint {
  private static final double IRIS_RADIUS = 6.1;
  private static final Colour WHITE = Colour.of(226, 218, 212);
  private static final Colour LASH = Colour.of(28, 20, 18);
  private static final Colour[] IRISES = {
    Colour.of(44, 26, 18),
    Colour.of(86, 52, 28),
    Colour.of(112, 92, 48),
    Colour.of(88, 110, 78),
    Colour.of(96, 130, 158),
    Colour.of(120, 134, 144),
  };

  private final HeadShape shape;
  private final Features features;
  private final Noise noise;
  private final Colour iris;
  private final double open;

  EyePaint(HeadShape shape, Features features, double open) {
    this.shape = shape;
    this.features = features;
    this.open = open;
    noise = new Noise(shape.seed() + 1);
    double place = shape.get(Trait.IRIS) * (IRISES.length - 1);
    int low = Math.min(IRISES.length - 2, (int) place);
    iris = IRISES[low].mix(IRISES[low + 1], place - low);
  }

  /** Skin with the eye in front of it. */
  Colour over(Colour skin, double faceX, double y) {
    double x = Math.abs(faceX) - features.eyeX();
    double reach = features.eyeWidth();
    if (Math.abs(x) > reach + 9 || Math.abs(y) > 24) {
      return skin;
    }
    double lower = features.lowerLid(x);
    double upper = lower + (features.upperLid(x) - lower) * open;
    Colour colour = lids(skin, x, y, upper, lower);
    double within = Math.abs(x) / reach;
    if (open > 0.05 && within < 1) {
      double edge = Math.min(upper - y, y - lower);
      double side = faceX < 0 ? -x : x;
      colour = colour.mix(ball(side, x, y, upper, lower), step(-0.25, 0.35, edge));
    }
    return lashes(colour, x, y, upper, lower);
  }

  /** Whether the bare eyeball is seen at a place; its glint is painted, not reflected. */
  boolean ball(double faceX, double y) {
    return open > 0.05 && features.eyeInside(Math.abs(faceX), y) > -0.1;
  }

  private Colour lids(Colour skin, double x, double y, double upper, double lower) {
    double reach = features.eyeWidth();
    double crease = shape.get(Trait.LID_CREASE);
    double bow = 1 - 0.5 * x * x / (reach * reach);
    double creaseY = features.upperLid(x) + 1.5 + 3.2 * crease * bow;
    double along = step(reach + 5, reach - 3, Math.abs(x));
    double fold = (0.18 + 0.5 * crease) * bell(y - creaseY, 1.0) * along;
    Colour colour = skin.mix(skin.times(0.42, 0.34, 0.32), fold);
    double shadow = Math.max(0, shape.get(Trait.LASHES) - 0.55) * 1.6;
    double lidArea = step(creaseY + 2, creaseY - 1, y) * step(upper - 1, upper + 0.5, y) * along;
    Colour tint = Colour.of(96, 66, 70).mix(skin, 0.35);
    colour = colour.mix(tint, shadow * lidArea);
    double rim = bell(y - lower + 1.1, 0.9) * step(reach + 1, reach - 2, Math.abs(x));
    return colour.mix(Colour.of(214, 150, 138).mix(skin, 0.5), 0.5 * rim);
  }

  private Colour ball(double side, double x, double y, double upper, double lower) {
    double irisY = 0.35 + features.upperLid(0) * 0.1;
    double radius = Curves.distance(x, y - irisY);
    double shade = 0.62 + 0.38 * step(features.eyeWidth(), 5, Math.abs(x));
    Colour colour = WHITE.times(shade);
    double inner = bell(x + features.eyeWidth() - 1, 3, y - lower, 5);
    colour = colour.mix(Colour.of(206, 132, 122), 0.8 * inner);
    double angle = Math.atan2(y - irisY, x);
    double fibre = 1 + 0.3 * noise.smooth(angle * 7, radius * 0.5);
    double bright = 0.6 + 0.7 * bell(radius - 3.6, 1.9) - 0.25 * step(0, 4, y - irisY);
    Colour ring = iris.times(fibre * bright).mix(LASH, 0.7 * step(4.9, 6.2, radius));
    colour = colour.mix(ring, step(IRIS_RADIUS + 0.4, IRIS_RADIUS - 0.4, radius));
    colour = colour.mix(Colour.of(8, 7, 7), step(2.6, 2.0, radius));
    colour = colour.times(1 - 0.55 * step(upper - 3.4, upper, y));
    double glint = step(1.35, 0.8, Curves.distance(side + 1.9, y - irisY - 2.2));
    return colour.mix(Colour.of(255, 255, 255), 0.95 * glint);
  }

  private Colour lashes(Colour skin, double x, double y, double upper, double lower) {
    double reach = features.eyeWidth();
    double along = step(reach + 1.8, reach - 1.5, Math.abs(x));
    double lashes = shape.get(Trait.LASHES);
    double thick = 0.75 + 1.1 * lashes * (0.7 + 0.5 * x / reach);
    double line = bell(y - upper - 0.3 * thick, thick) * along * (0.55 + 0.4 * lashes);
    double wing = Curves.segment(x, y, reach - 2, upper, reach + 4.5, 3.2)
        < 0.5 + 0.7 * lashes ? Math.max(0, lashes - 0.6) * 2 : 0;
    double below = (0.16 + 0.35 * lashes) * bell(y - lower + 0.2, 0.8) * along;
    return skin.mix(LASH, Math.min(0.96, Math.max(Math.max(line * 1.15, below), wing)));
  }
}
