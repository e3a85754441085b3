package io.facegate.camera;

import io.facegate.face.Image;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The way of one connection's frames into a camera; shut, it lets nothing through any more. */
final class FrameInlet {
  private final LatestFrame latest;
  private final CameraGauge gauge;
  private final InstantSource clock;
  private final long openedNanos = System.nanoTime();
  private volatile boolean shut;
  private volatile boolean flowing;
  private volatile long lastNanos = openedNanos;
  private volatile Optional<StreamFacts> facts = Optional.empty();

  FrameInlet(LatestFrame latest, CameraGauge gauge, InstantSource clock) {
    this.latest = latest;
    this.gauge = gauge;
    this.clock = clock;
  }

  /** What the source says of the frames that come; said once, before the first. */
  void described(StreamFacts told) {
    facts = Optional.of(told);
  }

  /** What the source said of its frames, if anything. */
  Optional<StreamFacts> facts() {
    return facts;
  }

  /** A frame came in, wanted or not. */
  void received() {
    if (!shut) {
      gauge.frameReceived();
      lastNanos = System.nanoTime();
      flowing = true;
    }
  }

  /** Something came in that was to be a picture and is none. */
  void unreadable() {
    gauge.unreadable.increment();
  }

  /** A picture came in that could not be decoded now, because too much is under way. */
  void overloaded() {
    gauge.overloads.increment();
  }

  /** Hands over a frame to be looked at. */
  void offer(Image picture) {
    offer(picture, Duration.ZERO);
  }

  /** Hands over a frame that was held up on its way. */
  void offer(Image picture, Duration lag) {
    if (!shut && latest.put(new Frame(picture, clock.instant().minus(lag)))) {
      gauge.dropped.increment();
    }
  }

  /** Hands over a frame, and waits until the one before has been taken. */
  void offerPatiently(Image picture) throws InterruptedException {
    if (!shut) {
      latest.putWhenTaken(new Frame(picture, clock.instant()));
      lastNanos = System.nanoTime();
    }
  }

  /** Lets nothing through any more, whatever a reader that hangs does when it comes back. */
  void shut() {
    shut = true;
  }

  /** Whether a first frame has come in. */
  boolean flowing() {
    return flowing;
  }

  /** Since the last frame, or since the opening. */
  long quietNanos() {
    return System.nanoTime() - lastNanos;
  }

  /** Since the opening. */
  long openNanos() {
    return System.nanoTime() - openedNanos;
  }
}
