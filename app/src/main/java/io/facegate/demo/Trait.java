package io.facegate.demo;

/**
 * One measure by which drawn people differ, with the range in which the renderer looks right.
 * Lengths are millimetres; the x axis runs to the picture's right, y up from the line of the eyes,
 * z towards the viewer from between the ears. Widths are half widths. Everything else is a share.
 */
enum Trait {
  HEAD_WIDTH(68, 85),
  HEAD_TOP(102, 126),
  HEAD_BACK(86, 104),
  FOREHEAD_SLOPE(-6, 6),
  TEMPLE_HOLLOW(0, 8),
  CHEEKBONE_WIDTH(60, 77),
  CHEEK_FULLNESS(-6, 9),
  JAW_WIDTH(37, 65),
  CHIN_WIDTH(11, 37),
  CHIN_DROP(98, 133),
  CHIN_FORWARD(-10, 10),
  CHIN_CLEFT(0, 1),
  FACE_FLATNESS(1.95, 2.6),
  EYE_SPACING(26.5, 38.5),
  EYE_WIDTH(12, 17.8),
  EYE_OPENING(6, 14),
  EYE_SLANT(-0.16, 0.2),
  EYE_DEPTH(3, 15),
  LID_CREASE(0, 1),
  EYE_BAGS(0, 1),
  IRIS(0, 1),
  LASHES(0, 1),
  BROW_HEIGHT(12.5, 27),
  BROW_THICKNESS(1.6, 7.5),
  BROW_ARCH(-1, 6),
  BROW_TILT(-0.2, 0.26),
  BROW_DENSITY(0.25, 1),
  BROW_GAP(6, 16),
  BROW_RIDGE(0, 7),
  NOSE_TIP(31, 53),
  NOSE_HEIGHT(10, 30),
  NOSE_WIDTH(12, 25),
  NOSE_BRIDGE(0, 12),
  NOSE_BRIDGE_WIDTH(5, 12),
  NOSE_HUMP(-4, 6),
  NOSE_BALL(0, 6),
  PHILTRUM(7, 21),
  MOUTH_WIDTH(17, 33),
  UPPER_LIP(2.2, 10),
  LOWER_LIP(3, 14),
  LIP_POUT(0, 6),
  LIP_COLOUR(0, 1),
  MOUTH_CURVE(-4, 5),
  EAR_LENGTH(52, 72),
  EAR_OUT(0.15, 0.65),
  NECK_WIDTH(46, 64),
  SKIN_TONE(0, 1),
  SKIN_RED(0, 1),
  FRECKLES(0, 1),
  AGE(0, 1),
  HAIR_STYLE(0, 1),
  HAIR_COLOUR(0, 1),
  HAIR_VOLUME(0, 1),
  HAIR_LINE(0, 1),
  HAIR_CURL(0, 1),
  HAIR_PART(-1, 1),
  BEARD(0, 1),
  MOUSTACHE(0, 1),
  GLASSES(0, 1),
  GLASSES_SHAPE(0, 1),
  CLOTHES(0, 1);

  private final double least;
  private final double most;

  Trait(double least, double most) {
    this.least = least;
    this.most = most;
  }

  /** The value a share of the way through the range. */
  double at(double share) {
    return least + share * (most - least);
  }
}
