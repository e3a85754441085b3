package io.facegate.camera;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a trial of a camera showed.
 *
 * @param fault why there was no picture, in words that hold no secret; empty when there was one
 * @param widthPx as the camera sends it, before it is scaled down
 * @param heightPx as the camera sends it
 * @param codec such as {@code h264}, {@code hevc} or {@code jpeg}; empty when it is not known
 * @param framesPerSecond that came in; empty when too few did
 * @param faces the most that were seen in one picture
 * @param firstAfter from the opening of the source to its first picture
 * @param lookTook to find the faces of a picture, on average
 */
public record CameraFinding(
    Optional<String> fault,
    int widthPx,
    int heightPx,
    String codec,
    OptionalDouble framesPerSecond,
    int faces,
    Duration firstAfter,
    Duration lookTook) {

  static CameraFinding failed(String fault) {
    return new CameraFinding(
        Optional.of(fault), 0, 0, "", OptionalDouble.empty(), 0, Duration.ZERO, Duration.ZERO);
  }

  /** Whether a picture came. */
  public boolean isReachable() {
    return fault.isEmpty();
  }
}
