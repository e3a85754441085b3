package io.facegate.demo;

/**
 * One measure by which drawn people differ, with the range in which the renderer looks right.
 * Lengths are millimetres; the x axis runs to the picture's right, y up from the line of the eyes,
 * z towards the viewer from between the ears. Widths are half widths. Everything else is a share.
 */
enum Trait {
  HEAD_WIDTH(69, 83),
  HEAD_TOP(104, 124),
  HEAD_BACK(86, 104),
  FOREHEAD_SLOPE(-6, 6),
  TEMPLE_WIDTH(66, 77),
  CHEEKBONE_WIDTH(62, 75),
  CHEEK_FULLNESS(-4, 7),
  JAW_WIDTH(40, 62),
  CHIN_WIDTH(14, 34),
  CHIN_DROP(102, 130),
  CHIN_FORWARD(-8, 8),
  CHIN_CLEFT(0, 1),
  FACE_FLATNESS(1.95, 2.6),
  EYE_SPACING(28, 37),
  EYE_WIDTH(12.5, 17),
  EYE_OPENING(7, 13),
  EYE_SLANT(-0.12, 0.16),
  EYE_DEPTH(4, 13),
  LID_CREASE(0, 1),
  EYE_BAGS(0, 1),
  IRIS(0, 1),
  LASHES(0, 1),
  BROW_HEIGHT(14, 25),
  BROW_THICKNESS(2, 6.5),
  BROW_ARCH(-1, 6),
  BROW_TILT(-0.15, 0.2),
  BROW_DENSITY(0.25, 1),
  BROW_GAP(6, 16),
  BROW_RIDGE(0, 7),
  NOSE_TIP(34, 50),
  NOSE_HEIGHT(12, 27),
  NOSE_WIDTH(13, 23),
  NOSE_BRIDGE(1, 10),
  NOSE_BRIDGE_WIDTH(6, 11),
  NOSE_HUMP(-3, 5),
  NOSE_BALL(0, 5),
  PHILTRUM(9, 19),
  MOUTH_WIDTH(19, 31),
  UPPER_LIP(3, 9),
  LOWER_LIP(4, 12),
  LIP_POUT(0, 5),
  LIP_COLOUR(0, 1),
  MOUTH_CURVE(-3, 4),
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
