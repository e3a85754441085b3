package io.facegate.search;

import java.util.Arrays;

/** The next snapshot of a partition while it is being made; the present one stays as it is. */
final class Draft {
  /** Big enough to scan fast, and small enough to be copied for a removal. */
  static final int CHUNK_FLOATS = 32 * 1024;

  private static final int FIRST_ROWS = 8;

  private final int dimension;
  private final int chunkRows;
  private Chunk[] chunks;
  private boolean chunksOwned;
  private int size;

  Draft(Snapshot present, int dimension) {
    this.dimension = dimension;
    this.chunkRows = Math.max(1, CHUNK_FLOATS / Math.max(1, dimension));
    this.chunks = present.chunks();
    this.size = present.size();
  }

  Snapshot finish() {
    return new Snapshot(chunks, size, dimension, chunkRows);
  }

  void add(Slot<?> slot, float[] vector) {
    append(slot, vector, 0);
  }

  /** Fills the slot's row with the last one. */
  void remove(Slot<?> slot) {
    int position = slot.position();
    int last = --size;
    if (position != last) {
      Chunk source = chunks[last / chunkRows];
      Slot<?> moved = source.slot(last % chunkRows);
      int index = position / chunkRows;
      int rowsKept = Math.min(chunkRows, size - index * chunkRows);
      Chunk copy = chunks[index].copy(rowsKept, chunks[index].capacity());
      copy.set(position % chunkRows, moved, source.vectors(), last % chunkRows);
      put(index, copy);
      moved.moveTo(position);
    }
    if (size % chunkRows == 0) {
      chunks = Arrays.copyOf(chunks, size / chunkRows);
      chunksOwned = true;
    }
    slot.moveTo(Slot.NOWHERE);
  }

  private void append(Slot<?> slot, float[] source, int sourceRow) {
    int index = size / chunkRows;
    int row = size % chunkRows;
    if (index == chunks.length) {
      chunks = Arrays.copyOf(chunks, index + 1);
      chunksOwned = true;
      int rows = index == 0 ? Math.min(FIRST_ROWS, chunkRows) : chunkRows;
      chunks[index] = new Chunk(dimension, rows);
    } else if (row == chunks[index].capacity()) {
      put(index, chunks[index].copy(row, Math.min(chunkRows, 2 * row)));
    } else if (row < chunks[index].written()) {
      put(index, chunks[index].copy(row, chunks[index].capacity()));
    }
    chunks[index].append(slot, source, sourceRow);
    slot.moveTo(size++);
  }

  private void put(int index, Chunk chunk) {
    if (!chunksOwned) {
      chunks = chunks.clone();
      chunksOwned = true;
    }
    chunks[index] = chunk;
  }
}
