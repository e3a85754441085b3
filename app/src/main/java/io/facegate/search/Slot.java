package io.facegate.search;

/**
 * The place of one vector in a {@link Partition}, and the label it is found by. A slot is used
 * once: added, and perhaps removed.
 *
 * @param <T> what labels a vector
 */
public final class Slot<T> {
  static final int NOWHERE = -1;

  private final T label;
  /* Guarded by the partition; searches do not look at it. */
  private int position = NOWHERE;

  /** A slot that is in no partition yet. */
  public Slot(T label) {
    this.label = label;
  }

  /** What the vector is found by. */
  public T label() {
    return label;
  }

  int position() {
    return position;
  }

  void moveTo(int position) {
    this.position = position;
  }
}
