package io.facegate.face;

/** How far the eyes are open, 0 (closed) to 1; sides as seen in the picture. */
public record EyesOpen(double left, double right) {}
