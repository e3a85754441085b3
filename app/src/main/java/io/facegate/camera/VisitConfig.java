package io.facegate.camera;

import java.time.Duration;

/**
 * How sightings become events.
 *
 * @param gap who is back within it is still on the same visit; default 8 s
 * @param trackGap how long a face may be hidden and still be taken for the same by its place;
 *     default 1 s
 * @param updateEvery how often an UPDATE is sent of a visit that goes on; zero for never; default
 *     zero
 * @param end whether an END is sent once somebody is gone for {@code gap}; default false
 * @param strangers whether strangers are events; default true
 */
public record VisitConfig(
    Duration gap, Duration trackGap, Duration updateEvery, boolean end, boolean strangers) {

  /** The defaults. */
  public static VisitConfig defaults() {
    return new VisitConfig(
        Duration.ofSeconds(8), Duration.ofSeconds(1), Duration.ZERO, false, true);
  }
}
