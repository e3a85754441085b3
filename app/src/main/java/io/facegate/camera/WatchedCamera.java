package io.facegate.camera;

import java.time.Duration;

/** A camera of the set. */
interface WatchedCamera {
  /** Begins; returns at once. */
  void start();

  /** Tells it to stop; returns at once. */
  void stop();

  /** Waits until it has stopped; says whether it has. */
  boolean awaitStop(Duration patience) throws InterruptedException;

  /** Looks by another configuration from now on, of which source and pauses are the same. */
  void adopt(CameraConfig config);

  /** For how long its work on frames has not come round; zero while there is none to do. */
  Duration stillFor();

  /** What it has done. */
  CameraStats stats();
}
