package io.facegate.face;

/** How much of each part of a face is covered, 0 (free) to 1; sides as seen in the picture. */
public record Occlusion(
    double leftEye,
    double rightEye,
    double nose,
    double mouth,
    double leftCheek,
    double rightCheek,
    double chinContour) {}
