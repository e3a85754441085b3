package io.facegate.core;

/** Hears what happened at the gate. */
public interface EventSink {
  /** Takes an event; when this returns it survives a power cut. */
  void publish(FaceEvent event);

  /** Takes the newest state of a camera; only the last one counts. */
  void cameraState(CameraState state);

  /** A camera is no longer configured: its state counts no more. By default nobody cares. */
  default void cameraGone(String cameraId) {}
}
