package io.facegate.search;

/**
 * Multiplies a query with rows of vectors. Vectors of length one give cosines.
 *
 * <p>A plain twin, {@link ScalarDotProduct}, stands beside the fast one; {@link Kernels} chooses.
 */
public interface DotProduct {
  /** What a log line calls it. */
  String name();

  /**
   * Writes one product per row.
   *
   * @param query as long as a row
   * @param rows the vectors one after another
   * @param count how many rows to take
   * @param products at least {@code count} long
   */
  void multiply(float[] query, float[] rows, int count, float[] products);
}
