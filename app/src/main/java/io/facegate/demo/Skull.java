package io.facegate.demo;

/**
 * The head without features: horizontal sections, each flattened towards the face and elliptic
 * behind. Dimensions follow common adult averages (Farkas, Anthropometry of the Head and Face).
 */
final class Skull {
  /* The height at which a head is widest; above it the vault closes like an ellipsoid. */
  static final double VAULT = 44;

  private final double top;
  private final double bottom;
  private final double flatness;
  private final Spline width;
  private final Spline front;
  private final Spline middle;
  private final Spline back;

  Skull(HeadShape shape) {
    top = shape.get(Trait.HEAD_TOP);
    bottom = -shape.get(Trait.CHIN_DROP);
    flatness = shape.get(Trait.FACE_FLATNESS);
    double scale = -bottom / 118;
    double jaw = shape.get(Trait.JAW_WIDTH);
    double chin = shape.get(Trait.CHIN_WIDTH);
    double slope = shape.get(Trait.FOREHEAD_SLOPE);
    double chinFront = shape.get(Trait.CHIN_FORWARD);
    double behind = -shape.get(Trait.HEAD_BACK);
    double cheek = shape.get(Trait.CHEEKBONE_WIDTH);
    double wide = shape.get(Trait.HEAD_WIDTH);
    double temple = wide - shape.get(Trait.TEMPLE_HOLLOW);
    /* The last knot only levels the curve where the vault takes over. */
    width =
        new Spline(
            bottom, 7,
            -113 * scale, 0.3 * jaw * 0.4 + 0.68 * chin,
            -103 * scale, 0.3 * jaw + 0.75 * chin,
            -88 * scale, 0.78 * jaw + 0.28 * chin,
            -70 * scale, jaw + 2,
            -45 * scale, 0.45 * cheek + 0.57 * (jaw + 8),
            -14 * scale, cheek,
            10, 0.5 * (cheek + temple),
            26, temple,
            VAULT, wide,
            2 * VAULT - 26, temple);
    front =
        new Spline(
            bottom, 74 + chinFront,
            -113 * scale, 86 + chinFront,
            -103 * scale, 94 + chinFront,
            -90 * scale, 92 + 0.6 * chinFront,
            -72 * scale, 95 + 0.2 * chinFront,
            -50 * scale, 95,
            -20 * scale, 93,
            2, 91,
            22, 96,
            VAULT, 92 - 0.5 * slope,
            2 * VAULT - 22, 92 - 1.5 * slope);
    middle =
        new Spline(
            bottom, 66, -113 * scale, 54, -103 * scale, 40, -88 * scale, 24, -70 * scale, 15,
            -45 * scale, 13, -15 * scale, 14, 0, 10, VAULT, 0);
    back =
        new Spline(
            bottom, 58, -113 * scale, 28, -103 * scale, 0, -88 * scale, -28, -70 * scale, -45,
            -45 * scale, 0.72 * behind, -15 * scale, 0.86 * behind, VAULT, behind);
  }

  /** Height of the crown. */
  double top() {
    return top;
  }

  /** Height of the lower edge of the chin, negative. */
  double bottom() {
    return bottom;
  }

  /** Half the width at a height. */
  double width(double y) {
    return y <= VAULT ? width.at(y) : width.at(VAULT) * vault(y, 2.08);
  }

  /** How far forward the middle of the face reaches at a height. */
  double front(double y) {
    return y <= VAULT ? front.at(y) : front.at(VAULT) * vault(y, 2.2);
  }

  /** The depth at which a section is widest. */
  double middle(double y) {
    return y <= VAULT ? middle.at(y) : middle.at(VAULT);
  }

  /** How far back a section reaches. */
  double back(double y) {
    return y <= VAULT ? back.at(y) : back.at(VAULT) * vault(y, 2.08);
  }

  private double vault(double y, double exponent) {
    double t = Curves.clamp((y - VAULT) / (top - VAULT));
    return Math.pow(Math.max(0, 1 - Math.pow(t, exponent)), 1 / exponent);
  }

  /**
   * A point of the surface.
   *
   * @param around 0 in front, a quarter turn at the picture's right, half a turn behind
   * @param out receives x and z
   */
  void point(double y, double around, double[] out) {
    double sine = Math.sin(around);
    double cosine = Math.cos(around);
    out[0] = width(y) * sine;
    double middleZ = middle(y);
    if (cosine >= 0) {
      double depth = Math.pow(1 - Math.pow(Math.abs(sine), flatness), 1 / flatness);
      out[1] = middleZ + (front(y) - middleZ) * depth;
    } else {
      out[1] = middleZ + (middleZ - back(y)) * cosine;
    }
  }
}
