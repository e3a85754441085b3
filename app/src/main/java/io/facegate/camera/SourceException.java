package io.facegate.camera;

import java.time.Duration;

/** A source gave no more pictures; it is tried again after a pause. */
final class SourceException extends Exception {
  /** Cameras lock an account that is refused a few times in a row. */
  static final Duration LOCKOUT_PAUSE = Duration.ofSeconds(60);

  private static final long serialVersionUID = 1;

  private final String detail;
  private final Duration pauseMin;

  /** A failure in words that hold no secret. */
  SourceException(String detail) {
    this(detail, Duration.ZERO);
  }

  /** A failure after which the camera wants to be left alone for a while. */
  SourceException(String detail, Duration pauseMin) {
    super(detail);
    this.detail = detail;
    this.pauseMin = pauseMin;
  }

  /** What is wrong. */
  String detail() {
    return detail;
  }

  /** How long at least the camera is to be left alone. */
  Duration pauseMin() {
    return pauseMin;
  }
}
