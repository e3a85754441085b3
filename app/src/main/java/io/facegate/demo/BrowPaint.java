package io.facegate.demo;

import static io.facegate.demo.Curves.mix;
import static io.facegate.demo.Curves.step;

/** Eyebrows, hair by hair. */
final class BrowPaint {
  private final Noise noise;
  private final Colour colour;
  private final double height;
  private final double thickness;
  private final double arch;
  private final double tilt;
  private final double density;
  private final double start;
  private final double end;

  BrowPaint(HeadShape shape) {
    noise = new Noise(shape.seed() + 2);
    colour = HairColour.of(shape).mix(Colour.of(40, 30, 26), 0.45);
    height = shape.get(Trait.BROW_HEIGHT);
    thickness = shape.get(Trait.BROW_THICKNESS);
    arch = shape.get(Trait.BROW_ARCH);
    tilt = shape.get(Trait.BROW_TILT);
    density = shape.get(Trait.BROW_DENSITY);
    start = shape.get(Trait.BROW_GAP);
    end = shape.get(Trait.EYE_SPACING) + shape.get(Trait.EYE_WIDTH) + 8;
  }

  /** Skin with the brow in front of it. */
  Colour over(Colour skin, double x, double y) {
    double side = Math.abs(x);
    double t = (side - start) / (end - start);
    if (t < -0.1 || t > 1.1 || Math.abs(y - height) > 18) {
      return skin;
    }
    double middle = height + tilt * (side - start) + arch * Math.sin(Math.PI * Math.pow(
        Curves.clamp(t), 1.4)) - 4 * Math.max(0, t - 0.65) * Math.max(0, t - 0.65) * 6;
    double half = thickness * mix(0.85, 1.05, step(0, 0.3, t)) * mix(1, 0.25, step(0.5, 1.05, t));
    double off = Math.abs(y - middle) / half;
    double ends = step(-0.06, 0.1, t) * step(1.08, 0.9, t);
    double strand = noise.smooth(side * 0.8 - y * 0.7, (side + y) * 0.3 + (x < 0 ? 50 : 0));
    double fine = noise.smooth(side * 1.5 - y * 1.1, y * 0.6 + side * 0.4);
    double cover = step(1.25, 0.45, off + 0.3 * strand + 0.25 * fine) * ends;
    double alpha = cover * mix(0.45, 0.95, density) * (0.85 + 0.25 * strand);
    return skin.mix(colour.times(0.8 + 0.35 * fine), alpha);
  }
}
