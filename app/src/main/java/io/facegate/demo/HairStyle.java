package io.facegate.demo;

/**
 * How hair is worn.
 *
 * @param bald whether there is none
 * @param topVolume how far it stands off the crown, in millimetres; so the next three
 * @param bottom height at which it ends, negative
 * @param flare how much farther out its ends hang
 * @param taper over how many millimetres from the hairline it reaches its volume
 * @param curl 0 straight to 1 curly
 * @param line height of the hairline by angle from the front in degrees, on the left
 * @param mirror the same on the right
 */
record HairStyle(
    boolean bald,
    double topVolume,
    double sideVolume,
    double backVolume,
    double frontVolume,
    double bottom,
    double flare,
    double taper,
    double curl,
    Spline line,
    Spline mirror) {

  private static final double MM_PER_DEGREE = 1.35;

  /** The style of a person. */
  static HairStyle of(HeadShape shape) {
    int kind = (int) Math.min(9, shape.get(Trait.HAIR_STYLE) * 10);
    double volume = shape.get(Trait.HAIR_VOLUME);
    double curl = Math.max(0, shape.get(Trait.HAIR_CURL) - 0.4) / 0.6;
    double high = 60 + 26 * shape.get(Trait.HAIR_LINE);
    double part = shape.get(Trait.HAIR_PART);
    return switch (kind) {
      case 0 -> worn(kind == 0, 0, 0, 0, -75, 0, 10, 0, cropped(high, 0), cropped(high, 0));
      case 1 -> same(2.5, 1, 1, -70, 0, 8, 0.1, cropped(high, 7));
      case 2 -> same(8 + 10 * volume, 3 + 4 * volume, 4, -72, 0, 26, curl, cropped(high, 5));
      case 3 -> worn(false, 12 + 18 * volume, 4 + 4 * volume, 6, -72, 0, 22, curl * 0.5,
          cropped(high + 8 * part, 5), cropped(high - 8 * part, 5));
      case 4 -> worn(false, 10 + 12 * volume, 7 + 8 * volume, -74, -74, 2, 8, curl * 0.4,
          fringed(36 + 7 * part, -25), fringed(36 - 7 * part, -25));
      case 5 -> worn(false, 9 + 12 * volume, 8 + 12 * volume, 12, -88 - 20 * volume, 6, 24,
          curl * 0.7, hanging(high + 6 * part, -120), hanging(high - 6 * part, -120));
      case 6 -> worn(false, 8 + 12 * volume, 6 + 12 * volume, 12, -190, 8, 24, curl * 0.7,
          hanging(high + 9 * part, -220), hanging(high - 9 * part, -220));
      case 7 -> same(26 + 34 * volume, 20 + 34 * volume, 24, -70, 0, 26, 1, cropped(high, 3));
      case 8 -> same(5 + 6 * volume, 1.5, 4, -72, 0, 30, 0, cropped(high + 4, 2));
      default -> worn(false, 9 + 12 * volume, 6 + 12 * volume, 12, -180, 8, 8, curl * 0.6,
          fringed(36 + 6 * part, -210), fringed(36 - 6 * part, -210));
    };
  }

  private static HairStyle same(double top, double side, double back, double bottom, double flare,
      double taper, double curl, Spline line) {
    return worn(false, top, side, back, bottom, flare, taper, curl, line, line);
  }

  private static HairStyle worn(boolean bald, double top, double side, double back, double bottom,
      double flare, double taper, double curl, Spline line, Spline mirror) {
    return new HairStyle(bald, top, side, Math.max(side, back), 0.35 * top, bottom, flare, taper,
        curl, line, mirror);
  }

  private static Spline cropped(double high, double temple) {
    return new Spline(0, high, 24, high + temple, 42, high - 2 + temple, 54, high - 22, 63, 26,
        70, -2, 78, -16, 83, -14, 87, 10, 101, 12, 113, -45, 140, -66, 180, -70);
  }

  private static Spline fringed(double high, double length) {
    return new Spline(0, high, 35, high - 3, 52, high - 12, 60, Math.max(-20, length * 0.3),
        66, length, 180, Math.min(length, -72));
  }

  private static Spline hanging(double high, double length) {
    return new Spline(0, high, 26, high - 2, 44, high - 16, 55, 26, 62, -6, 68, length * 0.45, 74,
        length, 180, length);
  }

  /**
   * How many millimetres inside the hair a place of the head is; negative outside.
   *
   * @param around angle from the front, positive to the picture's right
   */
  double inside(double around, double y) {
    double degrees = Math.abs(Math.toDegrees(around));
    double right = Curves.step(-16, 16, Math.toDegrees(around));
    double edge = edge(degrees, right);
    double slope = (edge(degrees + 2, right) - edge(degrees - 2, right)) / (4 * MM_PER_DEGREE);
    return (y - edge) / Math.sqrt(1 + slope * slope);
  }

  private double edge(double degrees, double right) {
    return Curves.mix(line.at(degrees), mirror.at(degrees), right);
  }
}
