package io.facegate.demo;

import java.util.ArrayList;
import java.util.List;

/** Spectacles: two rims, a bridge and two arms. */
final class Glasses {
  private static final double WORN_FROM = 0.66;
  private static final int RIM_POINTS = 41;
  private static final Colour[] FRAMES = {
    Colour.of(22, 22, 26), Colour.of(92, 52, 28), Colour.of(120, 120, 126), Colour.of(120, 24, 32)
  };

  private Glasses() {}

  /** The parts of a person's spectacles; empty when none are worn. */
  static List<Mesh> build(HeadShape shape, Skull skull) {
    List<Mesh> parts = new ArrayList<>();
    double worn = shape.get(Trait.GLASSES);
    if (worn < WORN_FROM) {
      return parts;
    }
    double kind = shape.get(Trait.GLASSES_SHAPE);
    double bold = (worn - WORN_FROM) / (1 - WORN_FROM);
    Texture paint = Texture.plain(FRAMES[(int) Math.min(3, kind * 3.99)]);
    double radius = 0.9 + 1.5 * bold;
    double eyeX = shape.get(Trait.EYE_SPACING) + 2;
    double wide = Math.min(24, eyeX - 8);
    double tall = 14 + 8 * (kind * 7 - Math.floor(kind * 7));
    double square = 2 + 2.5 * (kind * 5 - Math.floor(kind * 5));
    double depth = skull.front(4) + 6 + 0.4 * shape.get(Trait.NOSE_BRIDGE);
    for (int side = -1; side <= 1; side += 2) {
      parts.add(Tube.build(rim(side * eyeX, wide, tall, square, depth), radius, paint));
      double hinge = side * (eyeX + wide);
      parts.add(Tube.build(new double[][] {
        {hinge, 2, bent(hinge, depth)}, {side * (skull.width(6) + 3), 3, 58},
        {side * (skull.width(6) + 4), 2, 0}
      }, radius, paint));
    }
    double inner = eyeX - wide;
    parts.add(Tube.build(new double[][] {
      {-inner, 1, bent(inner, depth)}, {-inner / 2, 4, depth + 1}, {inner / 2, 4, depth + 1},
      {inner, 1, bent(inner, depth)}
    }, radius, paint));
    return parts;
  }

  private static double[][] rim(
      double eyeX, double wide, double tall, double square, double depth) {
    double[][] points = new double[RIM_POINTS][];
    for (int i = 0; i < RIM_POINTS; i++) {
      double angle = 2 * Math.PI * i / (RIM_POINTS - 1);
      double x = eyeX + wide * power(Math.cos(angle), 2 / square);
      double y = -3 + tall * power(Math.sin(angle), 2 / square);
      points[i] = new double[] {x, y, bent(x, depth)};
    }
    return points;
  }

  private static double bent(double x, double depth) {
    return depth - 0.0022 * x * x;
  }

  private static double power(double value, double exponent) {
    return Math.copySign(Math.pow(Math.abs(value), exponent), value);
  }
}
