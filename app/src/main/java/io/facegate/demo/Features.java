package io.facegate.demo;

/** Where the parts of a face lie in its front view, in millimetres; shared by form and paint. */
final class Features {
  private final double eyeX;
  private final double eyeWidth;
  private final double eyeOpening;
  private final double slant;
  private final double noseTipY;
  private final double mouthY;
  private final double mouthWidth;
  private final double mouthCurve;
  private final double upperLip;
  private final double lowerLip;

  Features(HeadShape shape) {
    eyeX = shape.get(Trait.EYE_SPACING);
    eyeWidth = shape.get(Trait.EYE_WIDTH);
    eyeOpening = shape.get(Trait.EYE_OPENING);
    slant = shape.get(Trait.EYE_SLANT);
    noseTipY = -shape.get(Trait.NOSE_TIP);
    mouthWidth = shape.get(Trait.MOUTH_WIDTH);
    mouthCurve = shape.get(Trait.MOUTH_CURVE);
    upperLip = shape.get(Trait.UPPER_LIP);
    lowerLip = shape.get(Trait.LOWER_LIP);
    double wanted = noseTipY - 9 - shape.get(Trait.PHILTRUM) - upperLip;
    /* A long nose over a short chin must leave room for the mouth. */
    mouthY = Math.max(wanted, -shape.get(Trait.CHIN_DROP) + 27 + lowerLip);
  }

  double eyeX() {
    return eyeX;
  }

  double eyeWidth() {
    return eyeWidth;
  }

  double eyeOpening() {
    return eyeOpening;
  }

  double noseTipY() {
    return noseTipY;
  }

  double mouthY() {
    return mouthY;
  }

  double mouthWidth() {
    return mouthWidth;
  }

  /** Height of the upper lid's edge over the eye's centre line at a place along the eye. */
  double upperLid(double x) {
    double t = x / eyeWidth;
    double skew = Math.max(-1, Math.min(1, t + 0.12 * (1 - t * t)));
    return 0.56 * eyeOpening * Math.pow(1 - skew * skew, 0.75) + slant * x;
  }

  /** Height of the lower lid's edge, negative. */
  double lowerLid(double x) {
    double t = x / eyeWidth;
    double skew = Math.max(-1, Math.min(1, t - 0.12 * (1 - t * t)));
    return -0.44 * eyeOpening * Math.pow(1 - skew * skew, 0.8) + slant * x;
  }

  /**
   * How deep within the open eye a place is: 1 in its middle, 0 on the lids, negative outside.
   *
   * @param side distance from the middle of the face
   */
  double eyeInside(double side, double y) {
    double x = side - eyeX;
    double ends = 1 - Math.abs(x) / eyeWidth;
    double middle = (upperLid(x) + lowerLid(x)) / 2;
    double half = Math.max(0.8, (upperLid(x) - lowerLid(x)) / 2);
    return Math.min(1 - Math.abs(y - middle) / half, 3 * ends);
  }

  /** Height at which the lips meet. */
  double mouthLine(double x) {
    double t = x / mouthWidth;
    return mouthY + mouthCurve * (t * t - 0.3) - 0.7 * Curves.bell(x, 4);
  }

  /** How far the red of the upper lip reaches above the line. */
  double upperLip(double x) {
    double t = Math.min(1, Math.abs(x) / mouthWidth);
    double bow = 1.3 * Curves.bell(Math.abs(x) - 6, 5) - 1.5 * Curves.bell(x, 3);
    return Math.max(0, upperLip * Math.pow(1 - t, 0.7) + bow * (1 - t) * 0.8);
  }

  /** How far the red of the lower lip reaches below the line. */
  double lowerLip(double x) {
    double t = Math.min(1, Math.abs(x) / mouthWidth);
    return lowerLip * Math.pow(1 - t * t, 0.8);
  }
}
