package io.facegate.face;

/**
 * Where a head points, in degrees, signed as face-api v3 does.
 *
 * @param yaw -90 (turned to the picture's left) to 90 (right)
 * @param pitch -90 (up) to 90 (down)
 * @param roll -180 (counter-clockwise) to 180 (clockwise)
 */
public record HeadPose(double yaw, double pitch, double roll) {}
