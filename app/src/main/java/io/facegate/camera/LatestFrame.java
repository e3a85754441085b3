package io.facegate.camera;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A place for one frame: a newer frame takes the place of an older one, nothing queues. */
final class LatestFrame {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Frame slot;

  /** Puts a frame; says whether one was dropped for it. */
  boolean put(Frame frame) {
    lock.lock();
    try {
      boolean dropped = slot != null;
      slot = frame;
      changed.signalAll();
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Puts a frame once the one before has been taken. */
  void putWhenTaken(Frame frame) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (slot != null) {
        changed.await();
      }
      slot = frame;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the frame, waiting for one if there is none; empty when none came in time. */
  Optional<Frame> take(Duration patience) throws InterruptedException {
    long leftNanos = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (slot == null && leftNanos > 0) {
        leftNanos = changed.awaitNanos(leftNanos);
      }
      Optional<Frame> taken = Optional.ofNullable(slot);
      slot = null;
      changed.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
