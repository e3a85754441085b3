package io.facegate.camera;

import io.facegate.core.CameraState.Status;
import java.time.Duration;

/** A camera that cannot do what is asked of it, such as judge liveness without a model. */
final class UnfitCamera implements WatchedCamera {
  private final String complaint;
  private final CameraGauge gauge;
  private final StateTeller teller;

  UnfitCamera(String complaint, CameraGauge gauge, StateTeller teller) {
    this.complaint = complaint;
    this.gauge = gauge;
    this.teller = teller;
  }

  @Override
  public void start() {
    teller.enter(Status.OFFLINE, complaint);
  }

  @Override
  public void stop() {
    teller.enter(Status.STOPPED, complaint);
  }

  @Override
  public boolean awaitStop(Duration patience) {
    return true;
  }

  @Override
  public void adopt(CameraConfig config) {
    throw new IllegalStateException("a camera that is not fit looks at nothing");
  }

  @Override
  public Duration stillFor() {
    return Duration.ZERO;
  }

  @Override
  public CameraStats stats() {
    return gauge.stats(teller.state());
  }
}
