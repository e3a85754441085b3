package io.facegate.inference;

/**
 * One calibrated correspondence: what a model tells, and what a caller sees for it.
 *
 * @param raw as the model tells it
 * @param shown as it is passed on
 */
public record CalibrationPoint(double raw, double shown) {}
