package io.facegate.dialect;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Logs faults of our own with their traces: each kind once a period, with a count. */
final class FaultLog {
  private static final System.Logger LOG = System.getLogger(FaultLog.class.getName());
  private static final long PERIOD_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int KINDS_MAX = 100;

  private final ConcurrentHashMap<String, Kind> kinds = new ConcurrentHashMap<>();

  /** What is known of one kind of fault. */
  private record Kind(AtomicLong silentSince, AtomicLong count) {}

  void fault(String where, Throwable fault) {
    String name = where + " " + fault.getClass().getName();
    if (kinds.size() > KINDS_MAX) {
      kinds.clear();
    }
    long now = System.nanoTime();
    Kind kind =
        kinds.computeIfAbsent(
            name, key -> new Kind(new AtomicLong(now - PERIOD_NANOS - 1), new AtomicLong()));
    long count = kind.count().incrementAndGet();
    long since = kind.silentSince().get();
    if (now - since > PERIOD_NANOS && kind.silentSince().compareAndSet(since, now)) {
      String message = "%s failed, %d times so far".formatted(where, count);
      LOG.log(System.Logger.Level.ERROR, message, fault);
    }
  }
}
