package io.facegate.search;

/**
 * Some rows of a partition: vectors one after another, and their slots.
 *
 * <p>A row once written is never written again, for a search may be reading it; {@code written}
 * tells how many rows that are. Changes are made in a copy.
 */
final class Chunk {
  private final int dimension;
  private final float[] vectors;
  private final Slot<?>[] slots;
  private int written;

  Chunk(int dimension, int rows) {
    this.dimension = dimension;
    this.vectors = new float[rows * dimension];
    this.slots = new Slot<?>[rows];
  }

  /** A chunk of another size, with the first rows of this one. */
  Chunk copy(int rowsKept, int rows) {
    Chunk copy = new Chunk(dimension, rows);
    System.arraycopy(vectors, 0, copy.vectors, 0, rowsKept * dimension);
    System.arraycopy(slots, 0, copy.slots, 0, rowsKept);
    copy.written = rowsKept;
    return copy;
  }

  /** Writes the row after the last written one. */
  void append(Slot<?> slot, float[] source, int sourceRow) {
    set(written++, slot, source, sourceRow);
  }

  /** Writes any row; only in a copy that no search has seen. */
  void set(int row, Slot<?> slot, float[] source, int sourceRow) {
    System.arraycopy(source, sourceRow * dimension, vectors, row * dimension, dimension);
    slots[row] = slot;
  }

  int written() {
    return written;
  }

  int capacity() {
    return slots.length;
  }

  float[] vectors() {
    return vectors;
  }

  Slot<?> slot(int row) {
    return slots[row];
  }
}
