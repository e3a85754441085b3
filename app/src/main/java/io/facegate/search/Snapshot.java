package io.facegate.search;

/** What a partition holds at one moment. All chunks but the last are full. */
final class Snapshot {
  static final Snapshot EMPTY = new Snapshot(new Chunk[0], 0, 0, 1);

  private final Chunk[] chunks;
  private final int size;
  private final int dimension;
  private final int chunkRows;

  /**
   * Rows in chunks.
   *
   * @param size rows in all
   * @param dimension length of a vector; 0 while nothing was ever added
   * @param chunkRows rows of a full chunk
   */
  Snapshot(Chunk[] chunks, int size, int dimension, int chunkRows) {
    this.chunks = chunks;
    this.size = size;
    this.dimension = dimension;
    this.chunkRows = chunkRows;
  }

  /** The chunks themselves, not a copy. */
  Chunk[] chunks() {
    return chunks;
  }

  int size() {
    return size;
  }

  int dimension() {
    return dimension;
  }

  int chunkRows() {
    return chunkRows;
  }

  /** How many of a chunk's rows are held. */
  int rowsOf(int chunk) {
    return Math.min(chunkRows, size - chunk * chunkRows);
  }
}
