package io.facegate.camera;

import java.time.Duration;

/**
 * How much older than the newest possible a frame of a live stream is.
 *
 * <p>A stream that comes in bursts, or faster than it can be decoded, is held up in buffers; what
 * is seen then happened a while ago, and must not pass for the present. The frame that took the
 * shortest time from the camera's clock to ours sets the mark. The mark follows slowly, since the
 * two clocks do not run alike, and a camera may set its own.
 */
final class StreamLag {
  private static final double FOLLOW_SHARE = 0.02;
  private static final long JUMP_NANOS = Duration.ofSeconds(30).toNanos();

  private boolean started;
  private long leastNanos;
  private long atNanos;

  /** The lag of a frame that is to be shown at a position of the stream and is here now. */
  Duration of(Duration position, long nowNanos) {
    long difference = nowNanos - position.toNanos();
    long mark = leastNanos + Math.round(FOLLOW_SHARE * (nowNanos - atNanos));
    boolean jumped = started && Math.abs(difference - mark) > JUMP_NANOS;
    leastNanos = !started || jumped ? difference : Math.min(difference, mark);
    atNanos = nowNanos;
    started = true;
    return Duration.ofNanos(difference - leastNanos);
  }
}
