package io.facegate.inference;

/**
 * Counts the runs of a model, so that what they use is freed once: when the model is closed, or,
 * where runs are under way then, when the last of them has ended.
 */
public final class RunsUnderWay {
  private final Runnable free;
  private int count;
  private boolean closed;

  /** None so far. */
  public RunsUnderWay(Runnable free) {
    this.free = free;
  }

  /**
   * One more.
   *
   * @throws IllegalStateException when the model is closed
   */
  public synchronized void begin() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    count++;
  }

  /** One less. */
  public void end() {
    if (isLast()) {
      free.run();
    }
  }

  private synchronized boolean isLast() {
    count--;
    return closed && count == 0;
  }

  /** No more from now on; a second time does nothing. */
  public void close() {
    if (isIdleWhenClosed()) {
      free.run();
    }
  }

  private synchronized boolean isIdleWhenClosed() {
    boolean first = !closed;
    closed = true;
    return first && count == 0;
  }
}
