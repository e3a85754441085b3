package io.facegate.inference;

import java.util.List;

/**
 * Turns what a model tells into what it is worth: straight lines between calibrated points, and
 * level beyond the first and the last. Without points everything stays as it is.
 */
public final class Calibration {
  private final List<CalibrationPoint> points;

  /**
   * A calibration through points.
   *
   * @param points none, or two and more, rising strictly in what is raw and never falling in what
   *     is shown
   */
  public Calibration(List<CalibrationPoint> points) {
    if (points.size() == 1) {
      throw new IllegalArgumentException("a calibration of one point");
    }
    for (int i = 1; i < points.size(); i++) {
      if (!(points.get(i).raw() > points.get(i - 1).raw())
          || !(points.get(i).shown() >= points.get(i - 1).shown())) {
        throw new IllegalArgumentException("a calibration rises: " + points);
      }
    }
    this.points = List.copyOf(points);
  }

  /** The points it runs through. */
  public List<CalibrationPoint> points() {
    return points;
  }

  /** What is shown for what a model tells. */
  public double shown(double raw) {
    if (points.isEmpty()) {
      return raw;
    }
    if (!(raw > points.getFirst().raw())) {
      return points.getFirst().shown();
    }
    for (int i = 1; i < points.size(); i++) {
      CalibrationPoint low = points.get(i - 1);
      CalibrationPoint high = points.get(i);
      if (raw < high.raw()) {
        double share = (raw - low.raw()) / (high.raw() - low.raw());
        return low.shown() + share * (high.shown() - low.shown());
      }
    }
    return points.getLast().shown();
  }
}
