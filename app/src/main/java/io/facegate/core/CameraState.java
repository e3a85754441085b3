package io.facegate.core;

import java.time.Instant;

/**
 * How a camera is doing.
 *
 * @param since when it entered this state
 * @param detail why, in words; empty when all is well; no credentials
 * @param framesPerSecond over the last seconds
 */
public record CameraState(
    String cameraId, Status status, Instant since, String detail, double framesPerSecond) {

  /** The states of a camera. */
  public enum Status {
    CONNECTING,
    ONLINE,
    OFFLINE,
    STOPPED
  }
}
