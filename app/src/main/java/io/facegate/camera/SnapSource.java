package io.facegate.camera;

/** Takes what a camera pushes that finds faces itself. Safe for use by many threads. */
public interface SnapSource {
  /** What the camera must show before its push is taken. */
  Credentials credentials();

  /** The largest body that is taken. */
  int bytesMax();

  /**
   * Takes a push: a JPEG or PNG by itself, or some of them in {@code multipart/form-data}. Its
   * faces are looked at before this returns, in the order in which pushes came.
   *
   * @param contentType as the camera sent it; empty when it sent none
   * @throws io.facegate.face.FaceException BODY_TOO_LARGE, BODY_UNREADABLE, IMAGE_COUNT_WRONG (no
   *     picture or too many), IMAGE_UNREADABLE or IMAGE_TOO_LARGE (none could be decoded),
   *     OVERLOADED (to be sent again later), MODEL_MISSING, LIVENESS_UNJUDGED
   */
  SnapReceipt offer(String contentType, byte[] body);
}
