package io.facegate.demo;

import static io.facegate.demo.Curves.bell;
import static io.facegate.demo.Curves.segment;
import static io.facegate.demo.Curves.step;

/** Bare skin: its tone, its flush, its freckles and its lines. */
final class Complexion {
  private static final Colour[] TONES = {
    Colour.of(246, 214, 194),
    Colour.of(232, 188, 158),
    Colour.of(208, 158, 120),
    Colour.of(172, 118, 82),
    Colour.of(122, 80, 54),
    Colour.of(78, 50, 36),
  };

  private final HeadShape shape;
  private final Features features;
  private final Noise noise;
  private final Colour base;
  private final double age;
  private final double freckles;

  Complexion(HeadShape shape, Features features) {
    this.shape = shape;
    this.features = features;
    noise = new Noise(shape.seed());
    double place = shape.get(Trait.SKIN_TONE) * (TONES.length - 1);
    int low = Math.min(TONES.length - 2, (int) place);
    Colour tone = TONES[low].mix(TONES[low + 1], place - low);
    double red = shape.get(Trait.SKIN_RED) - 0.5;
    base = tone.times(1 + 0.06 * red, 1 - 0.14 * red, 1 - 0.16 * red);
    age = shape.get(Trait.AGE);
    freckles = Math.max(0, shape.get(Trait.FRECKLES) - 0.45) / 0.55;
  }

  /** The colour of the cheek without flush. */
  Colour base() {
    return base;
  }

  /** The colour at a place of the front. */
  Colour at(double x, double y) {
    double side = Math.abs(x);
    double mottle = noise.rough(x / 14, y / 14);
    double pores = noise.smooth(x * 1.3, y * 1.3);
    Colour colour = base.times(1 + 0.07 * mottle + (0.035 + 0.03 * age) * pores);
    double flush = flush(side, y) * (0.4 + shape.get(Trait.SKIN_RED)) * (1 + 0.4 * mottle);
    colour = colour.times(1 + 0.04 * flush, 1 - 0.17 * flush, 1 - 0.17 * flush);
    double shadow = socket(side, y) + lines(x, side, y);
    colour = colour.times(1 - 0.8 * shadow, 1 - shadow, 1 - 0.95 * shadow);
    colour = nostrils(colour, side, y);
    return freckles > 0 ? speckled(colour, x, y, side) : colour;
  }

  private double flush(double side, double y) {
    return bell(side - 38, 20, y + 30, 18)
        + 0.9 * bell(side, 13, y - features.noseTipY(), 10)
        + 0.4 * bell(side, 14, y + 104, 12)
        + 0.9 * step(64, 78, side);
  }

  private double socket(double side, double y) {
    double x = side - features.eyeX();
    double lid = 0.14 * bell(x, 18, y - 7, 8);
    double under = (0.05 + 0.2 * shape.get(Trait.EYE_BAGS)) * bell(x + 4, 13, y + 12, 5);
    double corner = 0.14 * bell(side - 14, 6, y, 9);
    return lid + under + corner;
  }

  private double lines(double x, double side, double y) {
    double wobble = 1.6 * noise.smooth(x / 17, y / 40);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double at = 34 + 10.5 * i + 2 * bell(side, 20) + wobble;
      sum += 0.26 * age * bell(y - at, 0.9) * step(46 - 4 * i, 26, side);
    }
    for (int i = -1; i <= 1; i++) {
      double outX = features.eyeX() + features.eyeWidth() + 4;
      double crow = segment(side, y, outX, 1 + 3 * i, outX + 11, 2 + 9 * i);
      sum += 0.22 * age * bell(crow, 0.8);
    }
    sum += 0.2 * age * bell(side - 5 - 0.05 * (y - 20), 1.0) * bell(y - 21, 9);
    double fold = segment(side, y, shape.get(Trait.NOSE_WIDTH) + 3, features.noseTipY(),
        features.mouthWidth() + 7, features.mouthY() - 4);
    sum += (0.05 + 0.22 * age) * bell(fold, 1.4);
    double eyeUnder = segment(side, y, features.eyeX() - 13, -10, features.eyeX() + 11, -15);
    return sum + (0.04 + 0.14 * age) * bell(eyeUnder, 1.1);
  }

  private Colour nostrils(Colour colour, double side, double y) {
    double hole = bell(side - 0.5 * shape.get(Trait.NOSE_WIDTH), 4.2,
        y - features.noseTipY() + 7.5, 2.3);
    double wing = bell(side - shape.get(Trait.NOSE_WIDTH) - 0.5, 1.6,
        y - features.noseTipY() + 3, 5);
    Colour dark = base.times(0.16, 0.09, 0.08);
    return colour.mix(dark, Math.min(0.92, 1.25 * hole * hole)).mix(base.times(0.5), 0.45 * wing);
  }

  private Colour speckled(Colour colour, double x, double y, double side) {
    double size = 3.2;
    int cellX = (int) Math.floor(x / size);
    int cellY = (int) Math.floor(y / size);
    double strength = 0;
    for (int i = -1; i <= 1; i++) {
      for (int j = -1; j <= 1; j++) {
        int cx = cellX + i;
        int cy = cellY + j;
        double dx = x - (cx + noise.hash(cx, cy)) * size;
        double dy = y - (cy + noise.hash(cx + 91, cy)) * size;
        double radius = 0.5 + 0.9 * noise.hash(cx, cy + 57);
        if (noise.hash(cx + 33, cy + 11) < 0.75 * freckles) {
          strength = Math.max(strength, step(radius, 0.4 * radius, Curves.distance(dx, dy)));
        }
      }
    }
    double where = bell(side - 26, 34, y + 24, 26) + 0.35;
    return colour.mix(base.times(0.62, 0.42, 0.32), 0.75 * strength * Math.min(1, where));
  }
}
