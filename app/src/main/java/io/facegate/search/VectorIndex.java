package io.facegate.search;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Finds the vectors that resemble a query most. Vectors live in partitions, and a search looks at
 * the partitions it names and at nothing else; who lets go of a partition has removed all of it.
 * Safe for use by many threads.
 *
 * @param <T> what labels a vector
 */
public interface VectorIndex<T> extends AutoCloseable {
  /** An empty partition. */
  Partition<T> newPartition();

  /**
   * The best vector of each of the owners that resemble the query most, best first. A search sees
   * each partition as it was at one moment after the search began.
   *
   * @param query of length one, as long as the vectors
   * @param cosineMin who is below is left out
   * @param ownersMax how many at most
   */
  List<Match<T>> search(
      Collection<Partition<T>> partitions, float[] query, double cosineMin, int ownersMax);

  /** As the other, with other owners than usual. */
  List<Match<T>> search(
      Collection<Partition<T>> partitions,
      float[] query,
      double cosineMin,
      int ownersMax,
      Function<T, Object> owner);

  @Override
  void close();
}
