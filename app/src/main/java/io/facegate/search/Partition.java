package io.facegate.search;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/**
 * Vectors that are searched together, such as those of one group.
 *
 * <p>Writers take turns and publish a new {@link Snapshot}; searches read the present one and wait
 * for nobody.
 *
 * @param <T> what labels a vector
 */
public final class Partition<T> {
  private volatile Snapshot snapshot = Snapshot.EMPTY;

  Partition() {}

  /**
   * Removes and adds vectors in one step: a search sees all of the change or nothing of it.
   *
   * @param removed slots that are in this partition
   * @param added new slots with their vectors, copied; all vectors of a partition are equally long
   */
  public synchronized void change(Collection<Slot<T>> removed, Map<Slot<T>, float[]> added) {
    Snapshot present = snapshot;
    int dimension = present.dimension();
    for (Slot<T> slot : removed) {
      if (slot.position() == Slot.NOWHERE) {
        throw new IllegalArgumentException("a slot to be removed is in no partition");
      }
    }
    for (Map.Entry<Slot<T>, float[]> addition : added.entrySet()) {
      int length = addition.getValue().length;
      dimension = dimension == 0 ? length : dimension;
      if (length != dimension || addition.getKey().position() != Slot.NOWHERE) {
        throw new IllegalArgumentException(
            "a slot is used twice, or its vector has another length");
      }
    }
    Draft draft = new Draft(present, dimension);
    removed.forEach(draft::remove);
    added.forEach(draft::add);
    snapshot = draft.finish();
  }

  /** A copy of the vector in a slot of this partition. */
  public synchronized float[] vector(Slot<T> slot) {
    Snapshot present = snapshot;
    int position = slot.position();
    if (position == Slot.NOWHERE) {
      throw new IllegalArgumentException("the slot is in no partition");
    }
    int start = position % present.chunkRows() * present.dimension();
    float[] vectors = present.chunks()[position / present.chunkRows()].vectors();
    return Arrays.copyOfRange(vectors, start, start + present.dimension());
  }

  /** How many vectors there are. */
  public int size() {
    return snapshot.size();
  }

  Snapshot snapshot() {
    return snapshot;
  }
}
