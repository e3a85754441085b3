package io.facegate.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The exact index: compares the query with every vector. Big searches are shared out over a fixed
 * set of threads, the caller's among them.
 *
 * @param <T> what labels a vector
 */
public final class FlatIndex<T> implements VectorIndex<T> {
  private static final int PARALLEL_FROM_VECTORS = 50_000;

  private final DotProduct kernel;
  private final Function<T, Object> owner;
  private final Comparator<T> ties;
  private final int threads;
  private final int parallelFromVectors;
  private final ExecutorService pool;

  /** Some chunks of one snapshot. */
  private record Slice(Snapshot snapshot, int fromChunk, int toChunk) {}

  /**
   * An empty index.
   *
   * @param owner whose vector a label stands for; a search gives one match per owner
   * @param ties which of two labels comes first when they match equally well
   * @param threads that share a big search, usually one per core
   */
  public FlatIndex(
      DotProduct kernel, Function<T, Object> owner, Comparator<T> ties, int threads) {
    this(kernel, owner, ties, threads, PARALLEL_FROM_VECTORS);
  }

  FlatIndex(
      DotProduct kernel,
      Function<T, Object> owner,
      Comparator<T> ties,
      int threads,
      int parallelFromVectors) {
    this.kernel = kernel;
    this.owner = owner;
    this.ties = ties;
    this.threads = threads;
    this.parallelFromVectors = parallelFromVectors;
    this.pool =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            Thread.ofPlatform().name("search-", 0).daemon().factory());
  }

  @Override
  public Partition<T> newPartition() {
    return new Partition<>();
  }

  @Override
  public List<Match<T>> search(
      Collection<Partition<T>> partitions, float[] query, double cosineMin, int ownersMax) {
    return search(partitions, query, cosineMin, ownersMax, owner);
  }

  @Override
  public List<Match<T>> search(
      Collection<Partition<T>> partitions,
      float[] query,
      double cosineMin,
      int ownersMax,
      Function<T, Object> owners) {
    if (ownersMax < 1) {
      throw new IllegalArgumentException("a search for %d owners".formatted(ownersMax));
    }
    List<Snapshot> snapshots = snapshots(partitions, query.length);
    int vectors = snapshots.stream().mapToInt(Snapshot::size).sum();
    int shares = vectors <= parallelFromVectors ? 1 : threads;
    Supplier<TopMatches<T>> nothing =
        () -> new TopMatches<>(owners, ties, cosineMin, ownersMax);
    TopMatches<T> best = nothing.get();
    if (shares == 1) {
      snapshots.forEach(all -> scan(new Slice(all, 0, all.chunks().length), query, best));
      return best.best();
    }
    List<List<Slice>> split = split(snapshots, shares);
    List<Future<TopMatches<T>>> others = new ArrayList<>();
    for (List<Slice> share : split.subList(1, split.size())) {
      others.add(pool.submit(() -> scan(share, query, nothing.get())));
    }
    scan(split.getFirst(), query, best);
    others.forEach(other -> result(other).best().forEach(m -> best.offer(m.label(), m.cosine())));
    return best.best();
  }

  private static <T> List<Snapshot> snapshots(
      Collection<Partition<T>> partitions, int dimension) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (Partition<T> partition : partitions) {
      Snapshot snapshot = partition.snapshot();
      if (snapshot.size() > 0) {
        if (snapshot.dimension() != dimension) {
          throw new IllegalArgumentException(
              "a query of %d numbers among vectors of %d"
                  .formatted(dimension, snapshot.dimension()));
        }
        snapshots.add(snapshot);
      }
    }
    return snapshots;
  }

  private static List<List<Slice>> split(List<Snapshot> snapshots, int shares) {
    int chunks = snapshots.stream().mapToInt(all -> all.chunks().length).sum();
    int chunksPerShare = Math.ceilDiv(chunks, shares);
    List<List<Slice>> split = new ArrayList<>();
    int room = 0;
    for (Snapshot snapshot : snapshots) {
      int from = 0;
      while (from < snapshot.chunks().length) {
        if (room == 0) {
          split.add(new ArrayList<>());
          room = chunksPerShare;
        }
        int to = Math.min(snapshot.chunks().length, from + room);
        split.getLast().add(new Slice(snapshot, from, to));
        room -= to - from;
        from = to;
      }
    }
    return split;
  }

  private TopMatches<T> scan(List<Slice> share, float[] query, TopMatches<T> best) {
    share.forEach(slice -> scan(slice, query, best));
    return best;
  }

  private void scan(Slice slice, float[] query, TopMatches<T> best) {
    Snapshot snapshot = slice.snapshot();
    float[] cosines = new float[snapshot.chunkRows()];
    for (int index = slice.fromChunk(); index < slice.toChunk(); index++) {
      Chunk chunk = snapshot.chunks()[index];
      int rows = snapshot.rowsOf(index);
      kernel.multiply(query, chunk.vectors(), rows, cosines);
      for (int row = 0; row < rows; row++) {
        if (cosines[row] >= best.floor()) {
          best.offer(label(chunk, row), cosines[row]);
        }
      }
    }
  }

  /* Slots come in by Partition<T>.change alone, and an array cannot carry their type. */
  @SuppressWarnings("unchecked")
  private T label(Chunk chunk, int row) {
    return (T) chunk.slot(row).label();
  }

  private static <R> R result(Future<R> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("a share of a search failed", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
