package io.facegate.camera;

import java.time.Instant;

/** Looks at the frames of one camera; used by one thread at a time. */
interface FrameWatcher {
  /** Looks by another configuration of the same camera from now on. */
  void adopt(CameraConfig config);

  /** Looks at a frame. */
  void look(Frame frame);

  /** Lets time pass: visits end without a frame too. */
  void tick(Instant now);

  /** Ends all visits. */
  void close(Instant now);
}
