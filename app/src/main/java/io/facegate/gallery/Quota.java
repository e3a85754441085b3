package io.facegate.gallery;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.concurrent.atomic.AtomicInteger;

/** How many there are of something, and may be at most. */
final class Quota {
  private final int max;
  private final AtomicInteger taken = new AtomicInteger();

  Quota(int max) {
    this.max = max;
  }

  /** Takes some, or fails with GALLERY_FULL. */
  void take(int count) {
    int before = taken.getAndUpdate(now -> (long) now + count > max ? now : now + count);
    if ((long) before + count > max) {
      throw new FaceException(FaceFailure.GALLERY_FULL, "at most " + max);
    }
  }

  /** Takes some that were kept already, over the limit if need be. */
  void count(int count) {
    taken.addAndGet(count);
  }

  void giveBack(int count) {
    taken.addAndGet(-count);
  }

  int taken() {
    return taken.get();
  }
}
