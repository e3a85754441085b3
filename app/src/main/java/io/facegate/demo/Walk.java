package io.facegate.demo;

import static io.facegate.demo.Curves.mix;
import static io.facegate.demo.Curves.step;

/**
 * One person's visit to the drawn entrance: in from one side, a stop before the camera, and out.
 *
 * @param member who comes
 * @param start seconds into the scene
 * @param length seconds from first to last appearance
 * @param from side of entry, -1 for the picture's left, 1 for its right
 * @param to side of leaving
 * @param stopX millimetres right of the camera's axis where the person stops
 * @param stopDistance millimetres before the camera where the person stops
 */
record Walk(
    CastMember member,
    double start,
    double length,
    int from,
    int to,
    double stopX,
    double stopDistance) {

  private static final double FAR = 1900;
  private static final double ARRIVED = 0.34;
  private static final double LEAVES = 0.78;

  /** Where and how somebody stands at a moment. */
  record Stand(Pose pose, double x, double y, double distance) {}

  /** Whether the person is about; seconds of the scene, which repeats. */
  boolean covers(double seconds, double period) {
    return since(seconds, period) < length;
  }

  /** The person's stand at a moment that {@link #covers} says is part of the visit. */
  Stand at(double seconds, double period) {
    double since = since(seconds, period);
    double share = since / length;
    double in = step(0, ARRIVED, share);
    double out = step(LEAVES, 1, share);
    double far = (0.5 * FAR + 280) * from;
    double x = mix(far, stopX, in) + out * (to * (0.5 * stopDistance + 420) - stopX);
    double distance = mix(FAR, stopDistance, in) - 60 * out;
    double moving = (1 - in) + out;
    double bob = 9 * Math.abs(Math.sin(since * 5.2)) * Math.min(1, 3 * moving);
    double yaw = -from * 26 * (1 - step(0, 0.8 * ARRIVED, share)) + to * 38 * step(0, 0.7, out);
    double idle = step(0.2, ARRIVED, share) * (1 - out);
    yaw += idle * 9 * Math.sin(since * 1.3 + start);
    double pitch = 2 + idle * 4 * Math.sin(since * 0.9 + 1) + 3 * (1 - in);
    double roll = idle * 3 * Math.sin(since * 0.7 + 2 * start);
    double blink = Math.floorMod((long) (since * 1000 + 700 * start), 2900L) < 160 ? 0 : 1;
    double smile = 0.8 * step(0.42, 0.52, share) * (1 - step(0.7, 0.8, share));
    Pose pose = new Pose(yaw, pitch, roll, blink, smile);
    return new Stand(pose, x, member.eyeHeight() + bob, distance);
  }

  private double since(double seconds, double period) {
    double since = (seconds - start) % period;
    return since < 0 ? since + period : since;
  }
}
