package io.facegate.camera;

import io.facegate.face.Image;

/** Takes the pictures of a source as they come in. */
@FunctionalInterface
public interface FrameConsumer {
  /**
   * Hands over a picture that was taken just now. Returns at once: a picture that nobody has looked
   * at when the next one comes is dropped.
   */
  void offer(Image picture);
}
