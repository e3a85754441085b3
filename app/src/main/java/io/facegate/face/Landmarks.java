package io.facegate.face;

/** The five points a detector finds; left and right as seen in the picture. */
public record Landmarks(
    Point leftEye, Point rightEye, Point noseTip, Point mouthLeft, Point mouthRight) {}
