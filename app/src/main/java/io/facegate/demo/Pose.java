package io.facegate.demo;

/**
 * How a drawn person holds the head.
 *
 * @param yaw degrees, positive when the nose points to the picture's right
 * @param pitch degrees, positive when it points down
 * @param roll degrees, positive when the head leans clockwise
 * @param open how far the eyes are open, 0 to 1
 * @param smile how far the corners of the mouth are drawn up, 0 to 1
 */
record Pose(double yaw, double pitch, double roll, double open, double smile) {
  /** Looking straight ahead. */
  static final Pose STRAIGHT = new Pose(0, 0, 0, 1, 0);

  /** The part of this turn that the body below the head makes too. */
  Pose body() {
    return new Pose(0.35 * yaw, 0, 0, 1, 0);
  }
}
