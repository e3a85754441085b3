package io.facegate.demo;

/**
 * How a body is placed before the camera: turned about a pivot, then moved.
 *
 * @param pose how it is turned
 * @param pivotY height of the point about which it turns
 * @param x millimetres right of the camera's axis
 * @param y millimetres above it
 * @param distance millimetres before the camera
 */
record View(Pose pose, double pivotY, double x, double y, double distance) {

  /** The turn as a row-major matrix. */
  float[] rotation() {
    double yaw = Math.toRadians(pose.yaw());
    double pitch = Math.toRadians(pose.pitch());
    double roll = Math.toRadians(pose.roll());
    double cy = Math.cos(yaw);
    double sy = Math.sin(yaw);
    double cp = Math.cos(pitch);
    double sp = Math.sin(pitch);
    double cr = Math.cos(roll);
    double sr = Math.sin(roll);
    return new float[] {
      (float) (cr * cy + sr * sp * sy), (float) (sr * cp), (float) (cr * sy - sr * sp * cy),
      (float) (-sr * cy + cr * sp * sy), (float) (cr * cp), (float) (-sr * sy - cr * sp * cy),
      (float) (-cp * sy), (float) sp, (float) (cp * cy)
    };
  }
}
