package io.facegate.demo;

import static io.facegate.demo.Curves.bell;
import static io.facegate.demo.Curves.clamp;
import static io.facegate.demo.Curves.mix;
import static io.facegate.demo.Curves.segment;
import static io.facegate.demo.Curves.smoothMax;
import static io.facegate.demo.Curves.step;

/** The features of a face as heights, in millimetres, over the front of the {@link Skull}. */
final class FaceRelief {
  private static final double NASION = 7;

  private final HeadShape shape;
  private final Skull skull;
  private final Features features;

  FaceRelief(HeadShape shape, Skull skull, Features features) {
    this.shape = shape;
    this.skull = skull;
    this.features = features;
  }

  /** How far the face stands out from the skull at a place of the front. */
  double height(double x, double y) {
    double side = Math.abs(x);
    double height = brow(side, y) + cheeks(side, y) + mouth(x, side, y) + age(side, y);
    height = eyes(side, y, height);
    double nose = nose(side, y);
    return nose > 0.01 ? smoothMax(height + 0.15 * nose, height * 0.3 + nose, 3) : height;
  }

  private double brow(double side, double y) {
    double browY = shape.get(Trait.BROW_HEIGHT);
    double ridge = shape.get(Trait.BROW_RIDGE);
    return ridge * bell(side - 26, 24, y - browY + 2, 8) + 0.5 * ridge * bell(side, 14, y - 20, 9);
  }

  private double cheeks(double side, double y) {
    double full = shape.get(Trait.CHEEK_FULLNESS);
    double apple = (3.5 + 0.5 * full) * bell(side - 40, 20, y + 28, 17);
    double hollow = (-2.5 + 0.8 * full) * bell(side - 47, 17, y + 62, 22);
    double chin = 4 * bell(side, 15, y - skull.bottom() - 15, 11);
    double cleft = -2.2 * shape.get(Trait.CHIN_CLEFT) * bell(side, 2.5, y - skull.bottom() - 14, 8);
    return apple + hollow + chin + cleft;
  }

  private double eyes(double side, double y, double height) {
    double x = side - features.eyeX();
    double depth = shape.get(Trait.EYE_DEPTH);
    double socket = -depth * bell(x - 1, 21, y - 1, 13) - 2.5 * bell(side - 15, 8, y - 4, 12);
    double bag = shape.get(Trait.EYE_BAGS);
    double base = height + socket;
    base += 2.2 * bag * bell(x, 14, y + 14, 4) - 2.0 * bag * bell(x, 15, y + 20, 2.4);
    double radius = 15;
    double reach = radius * radius - x * x - y * y;
    if (reach <= 0) {
      return base;
    }
    /* The ball is placed against the socket it sits in, so that every depth leaves it visible. */
    double centre = -depth + 2.6 - radius + 0.06 * Math.abs(x);
    double ball = centre + Math.sqrt(reach);
    double open = features.eyeInside(side, y);
    double lid = ball + 1.5 * step(0, -0.22, open);
    return smoothMax(base, lid, 1.6);
  }

  private double nose(double side, double y) {
    double tipY = features.noseTipY();
    double tall = shape.get(Trait.NOSE_HEIGHT);
    double bridge = shape.get(Trait.NOSE_BRIDGE);
    double along = (NASION - y) / (NASION - tipY);
    double height;
    if (along < 0) {
      height = bridge * step(NASION + 15, NASION, y);
    } else if (along < 1) {
      height = mix(bridge, tall, Math.pow(along, 1.25));
      height += shape.get(Trait.NOSE_HUMP) * bell(along - 0.42, 0.25);
    } else {
      height = tall * (1 - step(tipY, tipY - 10, y));
    }
    double wide = mix(shape.get(Trait.NOSE_BRIDGE_WIDTH), 0.62 * shape.get(Trait.NOSE_WIDTH),
        step(0.2, 1, along));
    double profile = Math.exp(-Math.pow(side / wide, 2.4));
    double ball = shape.get(Trait.NOSE_BALL) * bell(side, 9, y - tipY - 1, 7);
    double wingX = shape.get(Trait.NOSE_WIDTH) - 4.5;
    double wing = 9.5 * bell(side - wingX, 5.6, y - tipY + 2.5, 6.2);
    double crease = -1.5 * bell(side - wingX - 6, 2.2, y - tipY + 1, 7);
    return smoothMax(height * profile + ball, wing, 2.5) + crease;
  }

  private double mouth(double x, double side, double y) {
    double line = features.mouthLine(x);
    double muzzle = 5 * bell(side, 27, y - features.mouthY(), 19);
    double philtrum = -1.1 * bell(side, 2.6, y - features.mouthY() - 16, 8);
    double reach = clamp(1.08 - side / features.mouthWidth());
    if (reach <= 0) {
      return muzzle + philtrum - 1.3 * bell(side - features.mouthWidth() - 1, 4, y - line, 5);
    }
    double pout = shape.get(Trait.LIP_POUT);
    double upper = features.upperLip(x);
    double lower = features.lowerLip(x);
    double above = (y - line) / Math.max(1, upper);
    double below = (line - y) / Math.max(1, lower);
    double fade = Math.min(1, 2.5 * reach);
    double lips = 0;
    if (above >= 0) {
      lips = (1.6 + 0.7 * pout) * lipProfile(above);
    } else {
      lips = (2.2 + pout) * lipProfile(below);
    }
    double seam = -1.8 * bell(y - line, 1.5);
    double under = -2.2 * bell(side, 15, y - line + features.lowerLip(0) + 6, 5);
    return muzzle + philtrum + fade * (lips + seam) + under;
  }

  private static double lipProfile(double t) {
    return t < 0.55 ? 1 - 0.4 * bell(t, 0.25) : step(1.35, 0.55, t);
  }

  private double age(double side, double y) {
    double age = shape.get(Trait.AGE);
    double fold = segment(side, y, shape.get(Trait.NOSE_WIDTH) + 3, features.noseTipY(),
        features.mouthWidth() + 7, features.mouthY() - 4);
    double inside = -(0.7 + 2.2 * age) * bell(fold, 2.6);
    double marionette = segment(side, y, features.mouthWidth() + 4, features.mouthY() - 4,
        features.mouthWidth() + 5, features.mouthY() - 22);
    double forehead = 0;
    for (int i = 0; i < 3; i++) {
      forehead -= age * bell(y - 36 - 10 * i - 0.03 * side, 1.3) * step(48, 30, side);
    }
    return inside - 1.6 * age * bell(marionette, 2.6) + 0.5 * forehead;
  }
}
