package io.facegate.camera;

/** One connection to where pictures come from: run once, then thrown away. */
sealed interface FrameSource permits FedSource, SnapshotSource, VideoSource {
  /**
   * Hands over frames until the source has ended for good (a normal return), fails, or is aborted.
   * Runs on a thread of its own, which it may block in native code.
   */
  void run(FrameInlet inlet) throws SourceException, InterruptedException;

  /** Makes {@link #run} return soon; called on another thread, which also interrupts it. */
  void abort();
}
