package io.facegate.gallery;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps changes apart that touch the same things, while all others go on side by side.
 *
 * <p>Without it a lock would be held while a change is written to disk, and the changes of a group
 * could not share a disk flush.
 */
final class Claims {
  private enum State {
    OPEN,
    CLOSING,
    CLOSED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Object> claimed = new HashSet<>();
  private State state = State.OPEN;

  /** Waits until nobody claims any of the things, then claims them all; false when closed. */
  boolean claim(Set<?> things) {
    lock.lock();
    try {
      while (state == State.CLOSING
          || (state == State.OPEN && things.stream().anyMatch(claimed::contains))) {
        changed.awaitUninterruptibly();
      }
      if (state == State.CLOSED) {
        return false;
      }
      claimed.addAll(things);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Gives back what was claimed. */
  void release(Set<?> things) {
    lock.lock();
    try {
      things.forEach(claimed::remove);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets nobody claim until it is decided, and waits until nobody claims anything; false when
   * closed already.
   */
  boolean beginClose() {
    lock.lock();
    try {
      while (state == State.CLOSING) {
        changed.awaitUninterruptibly();
      }
      if (state == State.CLOSED) {
        return false;
      }
      state = State.CLOSING;
      while (!claimed.isEmpty()) {
        changed.awaitUninterruptibly();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Decides what {@link #beginClose} began: nobody may claim again, or everybody may. */
  void endClose(boolean closed) {
    lock.lock();
    try {
      state = closed ? State.CLOSED : State.OPEN;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
