package io.facegate.events;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A queue on disk. An event that was taken survives a power cut, and stays until it is removed;
 * only when the queue is full the oldest make room.
 */
final class Outbox implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Outbox.class.getName());
  private static final int WRITES_WAITING_MAX = 1024;
  private static final int BATCH_MAX = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OutboxStore store;
  private final OutboxConfig limits;
  private final LongSupplier nanoTime;
  private final Runnable grown;
  private final BlockingQueue<Write> writes = new ArrayBlockingQueue<>(WRITES_WAITING_MAX);
  private final ConcurrentSkipListMap<Long, Waiting> waiting = new ConcurrentSkipListMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong corrupt = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final PeriodicWarning lossWarning;
  private final PeriodicWarning failureWarning;
  private final PeriodicWarning corruptWarning;
  /* On disk, but told nobody; of the writing thread. */
  private final List<Long> givenUp = new ArrayList<>();
  private final int batchMax;
  private final Thread writer;
  private volatile long sequence;
  private volatile boolean closed;

  /** What is known of a record in memory. */
  record Waiting(int size, long takenNanos, boolean earlierProcess) {}

  private sealed interface Write {}

  /**
   * An event that somebody waits for.
   *
   * @param settled once it is decided whether it counts as kept, or who waited gave it up
   */
  private record Append(
      LongFunction<OutboxRecord> maker, CompletableFuture<Long> done, AtomicBoolean settled)
      implements Write {
    boolean settle() {
      return settled.compareAndSet(false, true);
    }
  }

  private record Remove(List<Long> sequences) implements Write {}

  private record Stop() implements Write {}

  /** Records that go to disk together. */
  private static final class Batch {
    final SortedMap<Long, byte[]> added = new TreeMap<>();
    final List<Append> appends = new ArrayList<>();
    final List<Long> removed = new ArrayList<>();
    final List<Long> dropped = new ArrayList<>();

    long bytes() {
      return added.values().stream().mapToLong(record -> record.length).sum();
    }
  }

  /**
   * Takes over a store and what is in it.
   *
   * @param nanoTime a clock that never jumps
   * @param grown called after events were added, on the writing thread
   */
  Outbox(OutboxStore store, OutboxConfig limits, LongSupplier nanoTime, Runnable grown)
      throws IOException {
    this.store = store;
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.grown = grown;
    batchMax = Math.min(BATCH_MAX, limits.eventsMax());
    lossWarning = new PeriodicWarning(LOGGER, nanoTime);
    failureWarning = new PeriodicWarning(LOGGER, nanoTime);
    corruptWarning = new PeriodicWarning(LOGGER, nanoTime);
    load();
    writer = Thread.ofPlatform().name("outbox-writer").daemon().start(this::run);
  }

  private void load() throws IOException {
    long now = nanoTime.getAsLong();
    List<Long> damaged = new ArrayList<>();
    store.scan(
        (number, record) -> {
          if (OutboxRecord.intact(record)) {
            waiting.put(number, new Waiting(record.length, now, true));
            bytes.addAndGet(record.length);
          } else {
            damaged.add(number);
          }
        });
    sequence = store.sequence();
    if (!waiting.isEmpty()) {
      sequence = Math.max(sequence, waiting.lastKey());
    }
    if (!damaged.isEmpty()) {
      countCorrupt(damaged.size());
      store.write(new TreeMap<>(), damaged, sequence);
    }
  }

  /**
   * Adds an event; when this returns it is on disk.
   *
   * @param maker makes the event once its number is known
   * @return its number
   * @throws FaceException STORE_FAILED when it could not be made durable in time
   */
  long append(LongFunction<OutboxRecord> maker) {
    Append append = new Append(maker, new CompletableFuture<>(), new AtomicBoolean());
    try {
      if (closed || !writes.offer(append, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failed(closed ? "the outbox is closed" : "the disk is too slow", null);
      }
      return await(append);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted", e);
    } catch (TimeoutException e) {
      throw failed("the disk is too slow", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalArgumentException mistake) {
        throw mistake;
      }
      throw failed(String.valueOf(e.getCause()), e);
    }
  }

  /* An event given up must not come out later: who gave it up tells it anew, with another id. */
  private static long await(Append append)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return append.done.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (append.settle()) {
        throw e;
      }
      return append.done.get();
    }
  }

  private FaceException failed(String why, @Nullable Throwable cause) {
    failures.incrementAndGet();
    failureWarning.warn(1, "an event could not be kept: " + why);
    return new FaceException(FaceFailure.STORE_FAILED, "outbox: " + why, cause);
  }

  /** The number of the next event after another; 0 for the oldest. */
  OptionalLong nextAfter(long number) {
    Long next = waiting.higherKey(number);
    return next == null ? OptionalLong.empty() : OptionalLong.of(next);
  }

  /** Reads an event; empty when it is gone, or damaged, which removes it. */
  Optional<OutboxRecord> read(long number) throws IOException {
    Optional<byte[]> bytesRead = store.read(number);
    if (bytesRead.isEmpty()) {
      return Optional.empty();
    }
    Optional<OutboxRecord> record = OutboxRecord.decode(bytesRead.get());
    if (record.isEmpty()) {
      countCorrupt(1);
      remove(List.of(number));
    }
    return record;
  }

  /** What is known of an event without reading it. */
  Optional<Waiting> waiting(long number) {
    return Optional.ofNullable(waiting.get(number));
  }

  /** Removes events, soon; a removal may be lost with the process, and the event seen again. */
  void remove(List<Long> sequences) {
    for (long number : sequences) {
      forget(number);
    }
    try {
      if (!closed) {
        writes.put(new Remove(List.copyOf(sequences)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forget(long number) {
    Waiting gone = waiting.remove(number);
    if (gone != null) {
      bytes.addAndGet(-gone.size);
    }
  }

  private void run() {
    List<Write> taken = new ArrayList<>();
    boolean running = true;
    while (running) {
      taken.clear();
      try {
        taken.add(writes.take());
      } catch (InterruptedException e) {
        return;
      }
      writes.drainTo(taken, batchMax - 1);
      running = taken.stream().noneMatch(Stop.class::isInstance);
      commitOrFail(taken);
    }
    commitOrFail(remaining());
  }

  private List<Write> remaining() {
    List<Write> rest = new ArrayList<>();
    writes.drainTo(rest);
    return rest;
  }

  /* Without the writing thread no event is kept any more, so nothing ends it but a stop. */
  private void commitOrFail(List<Write> taken) {
    try {
      commit(taken);
    } catch (RuntimeException | Error e) {
      LOGGER.log(System.Logger.Level.ERROR, "the outbox could not write", e);
      for (Write write : taken) {
        if (write instanceof Append append) {
          append.done.completeExceptionally(e);
        }
      }
    }
  }

  private void commit(List<Write> taken) {
    Batch batch = new Batch();
    for (Write write : taken) {
      switch (write) {
        case Append append -> make(append, batch);
        case Remove remove -> batch.removed.addAll(remove.sequences);
        case Stop _ -> {}
      }
    }
    makeRoom(batch);
    batch.removed.addAll(givenUp);
    givenUp.clear();
    if (batch.added.isEmpty() && batch.removed.isEmpty()) {
      return;
    }
    batch.removed.addAll(batch.dropped);
    try {
      store.write(batch.added, batch.removed, sequence);
    } catch (IOException | RuntimeException e) {
      batch.appends.forEach(append -> append.done.completeExceptionally(e));
      return;
    }
    admit(batch);
  }

  private void make(Append append, Batch batch) {
    if (append.settled.get()) {
      return;
    }
    long number = sequence + 1;
    try {
      batch.added.put(number, append.maker.apply(number).encode());
      batch.appends.add(append);
      sequence = number;
    } catch (RuntimeException e) {
      append.done.completeExceptionally(e);
    }
  }

  private void admit(Batch batch) {
    batch.dropped.forEach(this::forget);
    if (!batch.dropped.isEmpty()) {
      lost.addAndGet(batch.dropped.size());
      lossWarning.warn(
          batch.dropped.size(), "the outbox is full: the oldest events were dropped unsent");
    }
    long now = nanoTime.getAsLong();
    int index = 0;
    for (Map.Entry<Long, byte[]> added : batch.added.entrySet()) {
      long number = added.getKey();
      Append append = batch.appends.get(index++);
      if (append.settle()) {
        int size = added.getValue().length;
        bytes.addAndGet(size);
        waiting.put(number, new Waiting(size, now, false));
        append.done.complete(number);
      } else {
        givenUp.add(number);
      }
    }
    if (!batch.added.isEmpty()) {
      grown.run();
    }
  }

  private void makeRoom(Batch batch) {
    long excessBytes = bytes.get() + batch.bytes() - limits.bytesMax();
    int excess = waiting.size() + batch.added.size() - limits.eventsMax();
    for (Map.Entry<Long, Waiting> oldest : waiting.entrySet()) {
      if (excess <= 0 && excessBytes <= 0) {
        return;
      }
      batch.dropped.add(oldest.getKey());
      excess--;
      excessBytes -= oldest.getValue().size;
    }
  }

  private void countCorrupt(int count) {
    corrupt.addAndGet(count);
    corruptWarning.warn(count, "damaged events in the outbox were skipped");
  }

  int size() {
    return waiting.size();
  }

  long bytes() {
    return bytes.get();
  }

  long lost() {
    return lost.get();
  }

  long corrupt() {
    return corrupt.get();
  }

  long failures() {
    return failures.get();
  }

  long sequence() {
    return sequence;
  }

  /** How long ago the oldest waiting event was taken in. */
  Optional<Duration> oldestAge() {
    Map.Entry<Long, Waiting> oldest = waiting.firstEntry();
    return oldest == null
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(nanoTime.getAsLong() - oldest.getValue().takenNanos));
  }

  /** Writes what was handed over, and closes the store. */
  @Override
  public void close() {
    closed = true;
    try {
      writes.put(new Stop());
      if (!writer.join(PATIENCE)) {
        LOGGER.log(System.Logger.Level.WARNING, "the outbox did not finish writing in time");
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    store.close();
  }
}
