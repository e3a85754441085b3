package io.facegate.dialect;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;

/** Reads bodies under limits of size, of time, and of what all of them hold together. */
final class BodyReader {
  private static final int PIECE_BYTES = 64 << 10;

  private final HttpLimits limits;
  private final Semaphore bytesFree;

  BodyReader(HttpLimits limits) {
    this.limits = limits;
    this.bytesFree = new Semaphore(limits.bodiesBytesMax());
  }

  /**
   * How many bytes to keep free for a request's body, until it is answered. Fails with
   * BODY_TOO_LARGE or OVERLOADED.
   */
  int reserve(HttpRequest request) {
    if (request.bodyBytes() > limits.bodyBytesMax()) {
      throw new FaceException(FaceFailure.BODY_TOO_LARGE);
    }
    int bytes = request.bodyBytes() < 0 ? limits.bodyBytesMax() : (int) request.bodyBytes();
    if (!bytesFree.tryAcquire(bytes)) {
      throw new FaceException(FaceFailure.OVERLOADED, "too many bodies at a time");
    }
    return bytes;
  }

  /** Gives back what was reserved. */
  void release(int bytes) {
    bytesFree.release(bytes);
  }

  /** The whole body. Fails with BODY_TOO_LARGE, or with BODY_UNREADABLE when it does not arrive. */
  byte[] read(HttpRequest request) {
    if (request.bodyBytes() == 0) {
      return new byte[0];
    }
    long deadlineNanos = System.nanoTime() + limits.bodyTimeMax().toNanos();
    ByteArrayOutputStream body =
        new ByteArrayOutputStream((int) Math.max(PIECE_BYTES, request.bodyBytes()));
    try {
      InputStream in = request.body();
      byte[] piece = new byte[PIECE_BYTES];
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        body.write(piece, 0, count);
        if (body.size() > limits.bodyBytesMax()) {
          throw new FaceException(FaceFailure.BODY_TOO_LARGE);
        }
        if (System.nanoTime() - deadlineNanos > 0) {
          throw new FaceException(FaceFailure.BODY_UNREADABLE, "the body comes too slowly");
        }
      }
    } catch (IOException | IllegalStateException | UncheckedIOException broken) {
      throw new FaceException(FaceFailure.BODY_UNREADABLE, "the body breaks off", broken);
    }
    if (request.bodyBytes() > body.size()) {
      throw new FaceException(FaceFailure.BODY_UNREADABLE, "the body breaks off");
    }
    return body.toByteArray();
  }
}
