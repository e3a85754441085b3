package io.facegate.camera;

import io.facegate.core.CameraState;
import io.facegate.core.EventSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;

/** Keeps the state of a camera, and tells it when it changes and now and then while it is well. */
final class StateTeller {
  private static final Logger LOG = System.getLogger(StateTeller.class.getName());
  /* Soon after a change, when there is a frame rate to tell, and then from time to time. */
  private static final Duration FIRST_RETELL_AFTER = Duration.ofSeconds(5);
  private static final Duration RETELL_AFTER = Duration.ofSeconds(30);

  private final EventSink sink;
  private final InstantSource clock;
  private final CameraGauge gauge;
  private volatile CameraState state;
  private boolean retired;
  private long toldNanos = System.nanoTime();
  private Duration retellAfter = RETELL_AFTER;

  StateTeller(String cameraId, EventSink sink, InstantSource clock, CameraGauge gauge) {
    this.sink = sink;
    this.clock = clock;
    this.gauge = gauge;
    this.state =
        new CameraState(cameraId, CameraState.Status.STOPPED, clock.instant(), "not started", 0);
  }

  /** The newest state. */
  CameraState state() {
    return state;
  }

  /** Enters a state; tells when that is news. */
  synchronized void enter(CameraState.Status status, String detail) {
    if (retired) {
      return;
    }
    CameraState before = state;
    boolean moved = before.status() != status;
    boolean news = moved || !before.detail().equals(detail);
    boolean stale = System.nanoTime() - toldNanos > retellAfter.toNanos();
    if (!news && !stale) {
      return;
    }
    CameraState now =
        new CameraState(
            before.cameraId(),
            status,
            moved ? clock.instant() : before.since(),
            detail,
            gauge.framesPerSecond());
    state = now;
    toldNanos = System.nanoTime();
    retellAfter = moved ? FIRST_RETELL_AFTER : RETELL_AFTER;
    if (news) {
      LOG.log(
          status == CameraState.Status.OFFLINE ? Level.WARNING : Level.INFO,
          "camera {0} is {1}{2}",
          now.cameraId(), status, detail.isEmpty() ? "" : ": " + detail);
    }
    tell(now);
  }

  /** Tells nothing more, for another camera of this id has taken over, or none shall have it. */
  synchronized void retire() {
    retired = true;
  }

  private void tell(CameraState now) {
    try {
      sink.cameraState(now);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "camera " + now.cameraId() + ": its state could not be told", e);
    }
  }
}
